import en from './en.json'
import { type Locale } from '../say.ts'
import vi from './vi.json'

/** What help says, apart from the other texts: pages that nobody has asked for help must not wait for it. */
export type HelpTexts = typeof vi
export type HelpRoomName = keyof HelpTexts['rooms']

export const HELP: Record<Locale, HelpTexts> = { vi, en }

export const HELP_ROOMS = Object.keys(vi.rooms) as HelpRoomName[] // the keys of the object it is typed by

export const isHelpRoom = (name: string): name is HelpRoomName => name in vi.rooms
