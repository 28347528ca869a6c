import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import S3rver from 's3rver';
import sharp from 'sharp';
import { FileStorage } from '../../src/shared/storage/file-storage.js';
import { HOUR } from '../../src/shared/time/clock.js';
import { AvatarSweep } from '../../src/users/index.js';
import { type Answer, Desk } from '../support/desk.js';
import { person, type Person } from '../auth/people.js';
import { colleague, USERS } from './colleagues.js';

const AVATAR = '/api/v1/me/avatar';
const FILE = /^\/api\/v1\/users\/[\w-]+\/avatar\/[0-9a-f]{32}-128\.webp$/;

let folder: string;
let s3: S3rver;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-files-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const picture = (width = 300, height = 200, background = '#336699') =>
  sharp({ create: { width, height, channels: 3, background } });
const png = (...size: Parameters<typeof picture>) =>
  picture(...size)
    .png()
    .toBuffer();

async function send(desk: Desk, someone: Person, form: FormData | string, headers = {}): Promise<Answer> {
  const cookie = `muster_session=${someone.agent.cookie('muster_session')}`;
  const response = await fetch(desk.origin + AVATAR, { method: 'PUT', body: form, headers: { cookie, ...headers } });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}
function form(...files: [Uint8Array | string, string?, string?][]): FormData {
  const made = new FormData();
  for (const [bytes, name = 'photo.png', field = 'file'] of files) {
    made.append(field, new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  }
  return made;
}
const fetchFile = (desk: Desk, path: string, someone?: Person) =>
  fetch(
    desk.origin + path,
    someone ? { headers: { cookie: `muster_session=${someone.agent.cookie('muster_session')}` } } : {},
  );

describe.each([
  ['a folder', () => ({ STORAGE_URL: `file:${folder}/disk` })],
  [
    's3rver, an S3-compatible server',
    async () => {
      s3 = new S3rver({
        port: 0,
        address: '127.0.0.1',
        silent: true,
        directory: `${folder}/s3`,
        configureBuckets: [{ name: 'pictures', configs: [] }],
      });
      const { port } = await s3.run();
      return { STORAGE_URL: `s3://S3RVER:S3RVER@pictures?endpoint=http://127.0.0.1:${port}` };
    },
  ],
])('a photo in %s', (where, storage) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start(await storage());
  });
  afterAll(async () => {
    await desk.stop();
    if (where !== 'a folder') await s3.close();
  });
  const stored = (someone: Person) =>
    desk.app
      .get(FileStorage, { strict: false })
      .files(`orgs/${someone.orgId}/`)
      .then((files) => files.map(({ key }) => key));

  test('is a square WebP without metadata, shown to the organization, and gone when removed', async () => {
    const ada = await person(desk);
    const vera = await colleague(desk, ada, 'viewer');
    const withPlace = await picture()
      .jpeg()
      .withExif({ IFD0: { Artist: 'Ada' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1' } })
      .toBuffer();
    const { status, body } = await send(desk, ada, form([withPlace, '../../etc/passwd.jpg']));
    expect([status, body.avatarUrl]).toEqual([200, expect.stringMatching(FILE)]);
    const url = String(body.avatarUrl);
    expect((await ada.agent.call('GET', '/api/v1/me')).body.avatarUrl).toBe(url);
    expect((await ada.agent.call('GET', `${USERS}/${ada.id}`)).body.avatarUrl).toBe(url);
    expect((await vera.agent.call('GET', `${USERS}/assignable`)).body.items).toMatchObject([{ avatarUrl: url }]);
    for (const size of [64, 128, 256]) {
      const answer = await fetchFile(desk, url.replace('128.webp', `${size}.webp`), vera);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      const { format, width, height, exif } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect({ format, width, height, exif }).toEqual({ format: 'webp', width: size, height: size, exif: undefined });
    }
    expect(await stored(ada)).toHaveLength(3);
    expect((await ada.agent.call('DELETE', AVATAR)).body.avatarUrl).toBeNull();
    expect([await stored(ada), (await fetchFile(desk, url, vera)).status]).toEqual([[], 404]);
    expect((await ada.agent.call('DELETE', AVATAR)).status).toBe(200);
  });

  test('has another address when it is another picture, the same when it is the same', async () => {
    const ada = await person(desk);
    const first = (await send(desk, ada, form([await png()]))).body.avatarUrl;
    expect((await send(desk, ada, form([await png()]))).body.avatarUrl).toBe(first);
    const second = (await send(desk, ada, form([await png(300, 200, '#993366')]))).body.avatarUrl;
    expect(second).not.toBe(first);
    expect(
      (await stored(ada)).every((key) => key.includes(String(second).split('/').at(-1)?.slice(0, 32) ?? '-')),
    ).toBe(true);
    expect(await stored(ada)).toHaveLength(3);
  });

  test('is nobody’s of another organization, and nobody’s who is not signed in', async () => {
    const [ada, eve] = [await person(desk), await person(desk)];
    const url = String((await send(desk, ada, form([await png()]))).body.avatarUrl);
    expect((await fetchFile(desk, url, eve)).status).toBe(404);
    expect((await fetchFile(desk, url)).status).toBe(401);
    for (const file of [
      '..%2f..%2fsecret',
      '%2e%2e',
      'x.webp',
      `${'0'.repeat(32)}-128.webp`,
      `${'0'.repeat(32)}-9.webp`,
    ]) {
      expect((await fetchFile(desk, `${USERS}/${ada.id}/avatar/${file}`, ada)).status).toBe(404);
    }
  });

  test('that nobody names any more is swept, after an hour and not before; a picture in use stays', async () => {
    const ada = await person(desk);
    await send(desk, ada, form([await png()]));
    const files = desk.app.get(FileStorage, { strict: false });
    const orphans = [ada.orgId, '018f0000-0000-7000-8000-000000000000'].map(
      (org) => `orgs/${org}/avatars/${ada.id}/${'0'.repeat(32)}-64.webp`,
    );
    for (const key of orphans) await files.put(key, new Uint8Array([1]), 'image/webp');
    const sweep = desk.app.get(AvatarSweep, { strict: false });
    expect(await sweep.sweep()).toBe(0);
    desk.advance(2 * HOUR);
    expect(await sweep.sweep()).toBe(2);
    expect([(await stored(ada)).length, await files.get(orphans[0] ?? '')]).toEqual([3, undefined]);
    await files.deleteAll(`orgs/${ada.orgId}/`);
    expect(await stored(ada)).toEqual([]);
  });
});

describe('what is no photo', () => {
  let desk: Desk;
  let ada: Person;
  beforeAll(async () => {
    desk = await Desk.start({ STORAGE_URL: `file:${folder}/bad` });
    ada = await person(desk);
  });
  afterAll(() => desk.stop());

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
  /** A black square of one bit a pixel: 24 kB of file, 196 megapixels. */
  const bomb = (side: number) => {
    const chunk = (type: string, data: Buffer) => {
      const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
      const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(data.length);
      sum.writeUInt32BE(crc32(named));
      return Buffer.concat([length, named, sum]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(side, 0);
    head.writeUInt32BE(side, 4);
    head[8] = 1;
    const rows = deflateSync(Buffer.alloc(side * (1 + side / 8)), { level: 9 });
    const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
    return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
  };
  const frames = async (count: number) => {
    const one = await picture(8, 8).gif().toBuffer();
    // The frame's blocks again and again, between the header and the trailer.
    const head = one.subarray(0, 13 + 3 * 2 ** (((one[10] ?? 0) & 7) + 1) * ((one[10] ?? 0) >> 7));
    const frame = one.subarray(head.length, one.length - 1);
    return Buffer.concat([head, ...Array.from({ length: count }, () => frame), one.subarray(-1)]);
  };

  test.each<[string, () => Promise<FormData> | FormData, number, string]>([
    ['SVG', () => form([svg, 'photo.svg']), 415, 'unsupported_image'],
    ['SVG named .png', () => form([svg]), 415, 'unsupported_image'],
    ['HTML named .png', () => form(['<!doctype html><script>alert(1)</script>']), 415, 'unsupported_image'],
    ['nothing at all', () => form(['']), 415, 'unsupported_image'],
    ['a PNG cut in half', async () => form([(await png(600, 600)).subarray(0, 300)]), 415, 'unsupported_image'],
    [
      'the first bytes of a PNG and then none',
      () => form([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')]),
      415,
      'unsupported_image',
    ],
    ['TIFF', async () => form([await picture().tiff().toBuffer()]), 415, 'unsupported_image'],
    ['AVIF', async () => form([await picture().avif().toBuffer()]), 415, 'unsupported_image'],
    ['a bomb of 14000×14000', () => form([bomb(14_000)]), 413, 'image_too_large'],
    ['5 MiB and a byte', () => form([new Uint8Array(5 * 1024 * 1024 + 1)]), 413, 'image_too_large'],
    ['two files', async () => form([await png()], [await png()]), 422, 'validation_failed'],
    ['a file of another name', async () => form([await png(), 'photo.png', 'photo']), 422, 'validation_failed'],
    ['no file', () => new FormData(), 422, 'validation_failed'],
  ])('%s', async (_, body, status, code) => {
    expect(await send(desk, ada, await body())).toMatchObject({ status, body: { code } });
    expect((await ada.agent.call('GET', '/api/v1/me')).body.avatarUrl).toBeNull();
  });

  test('a form where none is taken, words where a form is, and a form that ends in the middle', async () => {
    expect(await ada.agent.call('PUT', AVATAR, { file: 'x' })).toMatchObject({ status: 415 });
    const cookie = `muster_session=${ada.agent.cookie('muster_session')}`;
    const foreign = await fetch(`${desk.origin}${USERS}`, { method: 'POST', body: form(['x']), headers: { cookie } });
    expect(foreign.status).toBe(415);
    const broken = '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nxx';
    const answer = await send(desk, ada, broken, { 'content-type': 'multipart/form-data; boundary=b' });
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
  });

  test('5,000 frames are one picture, and 5 MiB less a byte of a picture are none too many', async () => {
    expect((await send(desk, ada, form([await frames(5_000)]))).status).toBe(200);
    const padded = Buffer.concat([await png(), Buffer.alloc(5 * 1024 * 1024)]).subarray(0, 5 * 1024 * 1024);
    expect((await send(desk, ada, form([padded]))).status).toBe(200);
    expect((await ada.agent.call('DELETE', AVATAR)).status).toBe(200);
    expect(await readdir(`${folder}/bad/orgs/${ada.orgId}/avatars/${ada.id}`).catch(() => [])).toEqual([]);
  });

  test('many at once are made one after another, or told to come back', async () => {
    const big = form([await png(2_000, 2_000)]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(desk, ada, big)));
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(8);
  });
});
