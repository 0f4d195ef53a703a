/** Shows what a camera sees now, or says since when it does not: fetched through the guard, checked, dated, never made up. */
export { createPictures, type FetchPicture, MOST_PICTURE_BYTES, type Pictures } from './pictures.ts'
export { sniffPicture } from './sniff.ts'
