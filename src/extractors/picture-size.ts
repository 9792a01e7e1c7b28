/** Pixels up to which a picture is decoded. */
export const MAX_PIXELS = 60_000_000;

/** Smaller pictures hold icons and lines, no text to speak of. */
export function mayHoldText(width: number, height: number): boolean {
  return width >= 200 && height >= 80;
}

/** Its size alone would fill the memory. */
export function tooLarge(width: number, height: number): boolean {
  return width * height > MAX_PIXELS;
}
