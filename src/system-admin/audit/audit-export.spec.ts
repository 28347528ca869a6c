import { describe, expect, it } from '@jest/globals';
import { asCsv, asJsonLines, csvCell } from './audit-export.js';
import type { SystemAuditEntryView } from './system-audit.dto.js';

const entry: SystemAuditEntryView = {
  id: '1',
  at: '2026-11-24T08:00:00.000Z',
  action: 'user.renamed',
  actor: { id: 'a', name: '=HYPERLINK("http://evil.example")' },
  target: null,
  ip: null,
  requestId: null,
  details: { to: 'Ada, "the" first' },
  org: { id: 'o', name: 'Änderung\nGmbH' },
};

async function* batches(): AsyncGenerator<SystemAuditEntryView[]> {
  yield await Promise.resolve([entry]);
}

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

describe('a cell of the CSV export', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+49 30 1', `"'+49 30 1"`],
    ['-2', `"'-2"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =1', `"'  =1"`],
    ['|calc', `"'|calc"`],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb', '"a\r\nb"'],
    ['', ''],
    [null, ''],
  ])('%j is written as %j', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });
});

describe('the export', () => {
  it('as CSV has a heading, and a line for each entry that reads back', async () => {
    const [heading, ...lines] = (await textOf(asCsv(batches()))).split('\r\n');
    expect(heading).toBe(
      '\uFEFFid,at,action,orgId,orgName,actorId,actorName,targetType,targetId,targetName,ip,requestId,details',
    );
    expect(lines).toEqual([
      `1,2026-11-24T08:00:00.000Z,user.renamed,o,"Änderung\nGmbH",a,"'=HYPERLINK(""http://evil.example"")",,,,,,"{""to"":""Ada, \\""the\\"" first""}"`,
      '',
    ]);
  });

  it('as JSON lines is one document a line', async () => {
    const text = await textOf(asJsonLines(batches()));
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([entry]);
  });
});
