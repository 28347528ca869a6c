import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Keyring } from './keyring.js';
import { Sealer } from './sealer.js';

/** Signs what browsers and mails carry: session JWTs, link tokens, codes. From `SESSION_KEYS`. */
export class SigningKeys extends Keyring {}

@Global()
@Module({
  providers: [
    { provide: SigningKeys, useFactory: (config: Config) => new SigningKeys(config.sessionKeys), inject: [Config] },
    {
      provide: Sealer,
      useFactory: (config: Config) => new Sealer(new Keyring(config.encryptionKeys)),
      inject: [Config],
    },
  ],
  exports: [SigningKeys, Sealer],
})
export class CryptoModule {}
