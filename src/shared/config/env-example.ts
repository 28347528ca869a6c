import { VARIABLES, type Variable } from './variables.js';

/** The text of `.env.example`, from the table; a test keeps the committed file equal to it. */
export function envExample(): string {
  const blocks = Object.entries<Variable<unknown>>(VARIABLES).map(([name, spec]) => {
    const value = spec.fallback ?? '';
    const example = spec.example === value ? '' : ` For example: ${spec.example}`;
    return `# ${spec.doc}${example}\n${value ? '' : '# '}${name}=${value}`;
  });
  return `# Generated from src/shared/config/variables.ts. Every variable is optional unless it says otherwise.\n\n${blocks.join('\n\n')}\n`;
}
