import { Global, Module } from '@nestjs/common';
import { Cookies } from './cookies.js';

@Global()
@Module({ providers: [Cookies], exports: [Cookies] })
export class HttpModule {}
