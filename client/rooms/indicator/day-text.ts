/** `2025-07-01` as it is written here: `01/07/2025`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/')
