import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { NewButton } from '@/record/screen/NewButton'

/** Contacts belong to the workspace, so every product shows the same. */
export function ContactsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="contacts"
      name={m.screens_contacts()}
      kinds={['contact']}
      base="type:contact"
      views={['table']}
      defaults={{ sort: 'title', cols: 'role,account,email' }}
      actions={<NewButton kind="contact" product={product} />}
      empty={{ icon: 'contact', title: m.screens_contacts_empty(), text: m.screens_contacts_empty_text(), action: <NewButton kind="contact" product={product} primary /> }}
    />
  )
}
