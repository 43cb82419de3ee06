export { ImportScreen as default } from '@/features/intake/ImportScreen'
