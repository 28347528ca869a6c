import { resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Disk, errors } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';
import { Config } from '../config/config.js';
import { fail } from '../errors/common.errors.js';

/** A stored file as a listing shows it. `changedAt` is when it was written, by the storage's clock. */
export interface StoredFile {
  key: string;
  changedAt: Date;
}

/**
 * Where files are kept, by `STORAGE_URL`: a folder, or a bucket of S3 or something that speaks like it. Keys are paths of
 * letters, digits, hyphens, dots and slashes; those of an organization begin with `orgs/<id>/`. Throws 503 `unavailable`
 * when the storage does not answer.
 */
@Injectable()
export class FileStorage {
  private readonly disk: Disk;

  constructor(config: Config) {
    this.disk = new Disk(driverOf(config.storageUrl));
  }

  put(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    return answered(this.disk.put(key, bytes, { contentType }));
  }

  /** Undefined where there is no such file. */
  async get(key: string): Promise<Uint8Array | undefined> {
    return answered(
      this.disk.getBytes(key).catch((error: Error) => {
        if (isMissing(error)) return undefined;
        throw error;
      }),
    );
  }

  /** Also when there is no such file. */
  delete(key: string): Promise<void> {
    return answered(this.disk.delete(key));
  }

  /** Everything whose key begins with `prefix`, a path that ends in a slash. */
  deleteAll(prefix: string): Promise<void> {
    return answered(this.disk.deleteAll(prefix));
  }

  /** Every file below `prefix`. */
  async files(prefix: string): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    for await (const object of this.walk(prefix)) {
      if (object.isDirectory) continue;
      const { lastModified } = await answered(object.getMetaData());
      files.push({ key: object.key, changedAt: lastModified });
    }
    return files;
  }

  private async *walk(prefix: string) {
    let paginationToken: string | undefined;
    do {
      const page = await answered(
        this.disk
          .listAll(prefix, { recursive: true, ...(paginationToken && { paginationToken }) })
          .catch((error: Error) => {
            if (isMissing(error)) return { objects: [] };
            throw error;
          }),
      );
      yield* page.objects;
      paginationToken = 'paginationToken' in page ? page.paginationToken : undefined;
    } while (paginationToken);
  }
}

/** `file:<folder>`, or `s3://[<key>:<secret>@]<bucket>[?endpoint=…&region=…]`; without a key the SDK's own ways to find one. */
function driverOf(storageUrl: string): FSDriver | S3Driver {
  if (storageUrl.startsWith('file:')) {
    return new FSDriver({ location: resolve(storageUrl.slice('file:'.length)), visibility: 'private' });
  }
  const url = new URL(storageUrl);
  const endpoint = url.searchParams.get('endpoint');
  return new S3Driver({
    bucket: url.hostname,
    region: url.searchParams.get('region') ?? 'us-east-1',
    visibility: 'private',
    supportsACL: false,
    // Whatever speaks like S3 knows the old ways: the bucket in the path, no checksums that it did not ask for.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(url.username && {
      credentials: {
        accessKeyId: decodeURIComponent(url.username),
        secretAccessKey: decodeURIComponent(url.password),
      },
    }),
  });
}

function isMissing(error: Error): boolean {
  const cause =
    error instanceof errors.E_CANNOT_READ_FILE || 'cause' in error ? (error.cause as Error | undefined) : error;
  const { code, name, $metadata } = (cause ?? error) as {
    code?: string;
    name?: string;
    $metadata?: { httpStatusCode?: number };
  };
  return code === 'ENOENT' || code === 'ENOTDIR' || name === 'NoSuchKey' || $metadata?.httpStatusCode === 404;
}

function answered<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: Error) => {
    throw fail('unavailable', { detail: `The file storage does not answer: ${error.name}` });
  });
}
