import { fetchDeskTexts } from '../locale/index.ts'

/** A room's code together with the words of desks: neither is drawn without the other. */
export const withDeskTexts = async <T>(room: Promise<T>): Promise<T> => (await Promise.all([room, fetchDeskTexts()]))[0]
