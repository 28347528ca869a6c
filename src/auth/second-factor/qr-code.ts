import { toString } from 'qrcode';

/** The text as a QR code: an SVG document of paths only, without a size of its own, black on white in both themes. */
export async function qrSvg(text: string): Promise<string> {
  return (await toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })).trim();
}
