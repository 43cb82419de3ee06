export { SignInScreen as default } from '@/features/people/SignInScreen'
