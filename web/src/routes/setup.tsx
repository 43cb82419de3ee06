export { SetUpScreen as default } from '@/features/setup/SetUpScreen'
