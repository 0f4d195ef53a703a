import { configure } from '@testing-library/react'

// One second is what it waits by itself: beside two browsers on two cores that is no proof of anything.
configure({ asyncUtilTimeout: 10_000 })
