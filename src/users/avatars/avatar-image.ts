import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { fail } from '../../shared/errors/common.errors.js';
import { usersFail } from '../users.errors.js';

export const MOST_AVATAR_BYTES = 5 * 1024 * 1024;
const MOST_PIXELS = 40_000_000;
/** Pixels to a side of what is stored. */
export const AVATAR_SIZES = [64, 128, 256] as const;
export type AvatarSize = (typeof AVATAR_SIZES)[number];

/** Pictures decoded at once, and those that may wait: one of 40 megapixels costs half a second and 160 MB. */
const QUEUE = 8;
let waiting = 0;
let turn: Promise<unknown> = Promise.resolve();

export interface Avatar {
  /** Of what is stored, 32 hexadecimal digits: another picture has another name. */
  hash: string;
  sizes: { size: AvatarSize; bytes: Buffer }[];
}

// Files of strangers, one after another: no cache of them, one thread each.
sharp.cache(false);
sharp.concurrency(1);

/** What a file is by its first bytes; its name and declared type are the client's word. SVG is text and never a picture here. */
export function pictureFormat(bytes: Uint8Array): 'png' | 'jpeg' | 'gif' | 'webp' | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'webp';
  return undefined;
}

/**
 * The picture as square WebPs, upright, without metadata, of a moving one the first frame. Throws 415 `unsupported_image`
 * for what is none, 413 `image_too_large` over 40 megapixels (before anything is decoded), 503 when too many wait.
 */
export async function makeAvatar(file: Buffer): Promise<Avatar> {
  if (file.length > MOST_AVATAR_BYTES) throw usersFail('image_too_large');
  if (!pictureFormat(file)) throw usersFail('unsupported_image');
  if (waiting >= QUEUE) throw fail('unavailable', { retryAfter: 2 });
  waiting++;
  const made = turn.then(() => render(file));
  turn = made.catch(() => undefined);
  return made.finally(() => waiting--);
}

async function render(file: Buffer): Promise<Avatar> {
  try {
    // One frame, and a limit of its own below: metadata reads the header alone.
    const open = () => sharp(file, { pages: 1, failOn: 'error', limitInputPixels: MOST_PIXELS });
    const { width, height } = await sharp(file, { pages: 1, limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS) throw usersFail('image_too_large');
    const largest = await open()
      .autoOrient()
      .resize(256, 256, { fit: 'cover', position: 'centre' })
      .toColourspace('srgb')
      .timeout({ seconds: 10 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { channels } = largest.info;
    const sizes = await Promise.all(
      AVATAR_SIZES.map(async (size) => ({
        size,
        bytes: await sharp(largest.data, { raw: { width: 256, height: 256, channels } })
          .resize(size, size)
          .webp({ quality: 82 })
          .toBuffer(),
      })),
    );
    const hash = createHash('sha256');
    for (const { bytes } of sizes) hash.update(bytes);
    return { hash: hash.digest('hex').slice(0, 32), sizes };
  } catch (error) {
    if ((error as { code?: string }).code === 'image_too_large') throw error;
    throw usersFail('unsupported_image');
  }
}
