/** Settings: the sections there are, in the order and groups of the side navigation. */
import type { ComponentType } from 'react'

import { m } from '@/locales/gen/messages.js'

export interface SectionInfo {
  name: string
  title: () => string
  icon: string
  load: () => Promise<{ default: ComponentType }>
}

export const GROUPS: readonly { title: () => string; sections: readonly SectionInfo[] }[] = [
  {
    title: m.settings_group_you,
    sections: [
      { name: 'profile', title: m.settings_profile, icon: 'user', load: () => import('./ProfileSection') },
      { name: 'tokens', title: m.settings_tokens, icon: 'key-round', load: () => import('./TokensSection') },
    ],
  },
  {
    title: m.settings_group_workspace,
    sections: [
      { name: 'workspace', title: m.settings_workspace, icon: 'building-2', load: () => import('./WorkspaceSection') },
      { name: 'members', title: m.settings_members, icon: 'users', load: () => import('./MembersSection') },
      { name: 'products', title: m.settings_products, icon: 'package', load: () => import('./ProductsSection') },
      { name: 'launches', title: m.launch_templates, icon: 'megaphone', load: () => import('./LaunchTemplatesSection') },
      { name: 'tags', title: m.settings_tags, icon: 'tag', load: () => import('./TagsSection') },
    ],
  },
  {
    title: m.settings_group_product,
    sections: [
      { name: 'roles', title: m.settings_roles, icon: 'user-plus', load: () => import('./RolesSection') },
      { name: 'rights', title: m.settings_rights, icon: 'gavel', load: () => import('./RightsSection') },
      { name: 'workflow', title: m.settings_workflow, icon: 'workflow', load: () => import('./WorkflowSection') },
      { name: 'checklists', title: m.story_checklists, icon: 'list-checks', load: () => import('./ChecklistsSection') },
      { name: 'sprints', title: m.settings_sprints, icon: 'timer', load: () => import('./SprintsSection') },
      { name: 'templates', title: m.story_templates, icon: 'file-text', load: () => import('./TemplatesSection') },
      { name: 'repositories', title: m.accept_repos, icon: 'git-branch', load: () => import('./RepositoriesSection') },
      { name: 'fields', title: m.settings_fields, icon: 'sliders-horizontal', load: () => import('./FieldsSection') },
    ],
  },
  {
    title: m.settings_group_data,
    sections: [
      { name: 'import', title: m.settings_import, icon: 'import', load: () => import('./ImportSection') },
      { name: 'export', title: m.settings_export, icon: 'download', load: () => import('./ExportSection') },
      { name: 'installation', title: m.settings_installation, icon: 'database', load: () => import('./InstallationSection') },
    ],
  },
]

export const SECTIONS: readonly SectionInfo[] = GROUPS.flatMap((g) => g.sections)
