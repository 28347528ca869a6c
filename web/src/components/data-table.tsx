import { Skeleton } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { MoreButton } from './more-button';
import { ProblemNote } from './problem-note';
import type { MoreRows } from './use-list';
import classes from './data-table.module.css';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** A CSS length or `fr`-less percentage for the column; the rest is shared out. */
  width?: string;
  /** `title` heads the card on a phone; `number` is right-aligned and tabular; `actions` has no visible header. */
  kind?: 'title' | 'number' | 'actions';
}

interface TableRowProps<Row> {
  row: Row;
  place: number | undefined;
  columns: ReadonlyArray<Column<Row>>;
  faded: boolean;
}

function PlainRow<Row>({ row, place, columns, faded }: TableRowProps<Row>) {
  return (
    <tr role="row" aria-rowindex={place} className={classes.row} data-faded={faded || undefined}>
      {columns.map((column) => (
        <td key={column.key} role="cell" data-kind={column.kind} data-label={column.header}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Not drawn again while its row is the same one: more rows of a long list cost what is new of them. */
const TableRow = memo(PlainRow) as typeof PlainRow;

interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  label: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Greyed, as deactivated people are. */
  faded?: (row: Row) => boolean;
  problem?: Problem | null;
  onRetry?: () => void;
  /** Shown instead of the table when there is no row. */
  empty: ReactNode;
  /** Rows of the list before the first of `rows`. */
  from?: number;
  earlier?: MoreRows;
  more?: MoreRows;
}

/**
 * The one table: rows of 44 px under a sticky header; in a narrow column each row is a card with the same content.
 *
 * One markup serves both, so the roles are written out: `display` would otherwise take a table's meaning away from
 * screen readers.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, from = 0, earlier, more } = props;
  // The header is the first row; which of how many is only told where not all are here.
  const place = (index: number) => (from > 0 ? from + index + 2 : undefined);

  if (!rows && props.problem) return <ProblemNote problem={props.problem} onRetry={props.onRetry} />;
  if (rows?.length === 0 && !more?.has) return props.empty;

  return (
    <>
      {props.problem ? <ProblemNote problem={props.problem} onRetry={props.onRetry} /> : null}
      {earlier ? <MoreButton rows={earlier} earlier /> : null}
      <table
        role="table"
        aria-label={props.label}
        aria-busy={!rows}
        aria-rowcount={from > 0 ? (more?.has ? -1 : from + (rows?.length ?? 0) + 1) : undefined}
        className={classes.table}
      >
        <thead role="rowgroup" className={classes.head}>
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                data-kind={column.kind}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.kind === 'actions' ? <span className={classes.hidden}>{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={classes.body}>
          {rows
            ? rows.map((row, index) => (
                <TableRow
                  key={props.rowKey(row)}
                  row={row}
                  place={place(index)}
                  columns={columns}
                  faded={props.faded?.(row) ?? false}
                />
              ))
            : Array.from({ length: 6 }, (_, index) => (
                <tr key={index} role="row" className={classes.row}>
                  {columns.map((column) => (
                    <td key={column.key} role="cell" data-kind={column.kind} data-label={column.header}>
                      <Skeleton height={12} width={column.kind === 'title' ? '70%' : '50%'} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
      {more ? <MoreButton rows={more} /> : null}
    </>
  );
}
