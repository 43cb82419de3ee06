export { ResetScreen as default } from '@/features/people/ResetScreen'
