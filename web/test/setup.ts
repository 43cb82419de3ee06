import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// The client's tests run beside the server's (tools/test.sh): whoever waits for
// something to be seen waits long enough for a machine with its hands full.
configure({ asyncUtilTimeout: 10_000 })

afterEach(cleanup)
