import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'

import { CopyLine } from './CopyLine'
import { Block, Section } from './Section'

/**
 * What concerns the whole server is done on its command line by whoever runs
 * it: no browser session may, however much its member may in a workspace.
 */
export default function InstallationSection() {
  const { login } = useMe()
  const commands: [title: () => string, text: () => string, command: string][] = [
    [m.settings_install_backup, m.settings_install_backup_text, 'throughline backup /backups/throughline.zip'],
    [m.settings_install_restore, m.settings_install_restore_text, 'throughline restore /backups/throughline.zip --data /var/lib/new'],
    [m.settings_install_verify, m.settings_install_verify_text, 'throughline verify'],
    [m.settings_install_accounts, m.settings_install_accounts_text, `throughline user password ${login?.email ?? ''}`.trim()],
    [m.settings_install_config, m.settings_install_config_text, 'throughline config'],
    [m.settings_install_demo, m.settings_install_demo_text, 'throughline demo --data ./demo'],
  ]
  return (
    <Section title={m.settings_installation()} text={m.settings_install_text()}>
      {commands.map(([title, text, command]) => (
        <Block key={command} title={title()} text={text()}>
          <CopyLine text={command} label={title()} />
        </Block>
      ))}
    </Section>
  )
}
