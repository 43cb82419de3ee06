export { InvitationScreen as default } from '@/features/people/InvitationScreen'
