import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * Runs `load` while Node itself can import the TypeScript of this folder, for what Jest runs outside its own module system.
 * What `load` imports later, on its own, is compiled too.
 */
export async function compileOnImport(load) {
  registerHooks({
    resolve(specifier, context, next) {
      const typescript = specifier.replace(/\.js$/, '.ts');
      const ours = /^\.{1,2}\//.test(specifier) && context.parentURL && !context.parentURL.includes('/node_modules/');
      const found = ours && existsSync(fileURLToPath(new URL(typescript, context.parentURL)));
      return next(found ? typescript : specifier, context);
    },
    load(url, context, next) {
      if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
      const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
        filename: fileURLToPath(url),
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
  return load();
}
