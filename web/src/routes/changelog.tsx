export { PublicChangelog as default } from '@/features/release/PublicChangelog'
