export { default } from '@/ui/kit/KitPage'
