/**
 * Fetches every weight now. A browser fetches a face when it is first needed, and what is first needed when the line is cut,
 * the banner and the marks of lost values, would then have no letters.
 */
export function loadFonts(): void {
  for (const weight of [300, 400, 500, 600]) void document.fonts.load(`${weight} 40px "IOC Sans"`, 'Aắ0')
}
