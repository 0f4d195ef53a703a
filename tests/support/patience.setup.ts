import { configure } from '@testing-library/react'
import { afterAll, vi } from 'vitest'

// One second is what it waits by itself: beside two browsers on two cores that is no proof of anything.
configure({ asyncUtilTimeout: 10_000 })

// A part that is fetched when it is first drawn may still be on its way when the last test of a file ends. Cut off there, it would be
// missing in every file after it: those that share a worker share what they import.
afterAll(() => vi.dynamicImportSettled())
