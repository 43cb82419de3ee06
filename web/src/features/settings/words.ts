/** Words of the settings that several sections use. */
import { m } from '@/locales/gen/messages.js'

export const WORKSPACE_ROLE_NAMES: Record<string, () => string> = {
  owner: m.settings_role_owner,
  admin: m.settings_role_admin,
  member: m.settings_role_member,
  guest: m.settings_role_guest,
}

export const WORKSPACE_ROLE_HINTS: Record<string, () => string> = {
  owner: m.settings_role_owner_hint,
  admin: m.settings_role_admin_hint,
  member: m.settings_role_member_hint,
  guest: m.settings_role_guest_hint,
}

/** A role of a product as it stands alone: with a capital. */
export const roleName = (role: string): string => (role === 'admin' ? m.settings_role_admins() : role.charAt(0).toLocaleUpperCase() + role.slice(1))
