/**
 * Why: lists here have ten thousand rows and are read in a hurry. The head stays, only the rows in sight are drawn,
 * figures stand under figures, and on a narrow screen the table scrolls in itself, never the page. What is to be done
 * with a row must not lie outside of that: such a table stacks its cells instead, one card for each row.
 */
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import classes from './DataTable.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Any CSS width; without it the column shares what is left. */
  readonly width?: string;
  readonly numeric?: boolean;
  /** `actions`: stands beside the first cell when the cells are stacked. */
  readonly part?: 'actions';
  /** Present when a click on the head sorts. */
  readonly sort?: { readonly direction: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
}

interface Props<Row> {
  /** What the table lists, for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** Rows in all, when not all of them are here yet. */
  readonly total?: number;
  /** Called near the end of `rows`, to ask for more. */
  readonly onEnd?: () => void;
  readonly rowHeight?: number;
  /** The most it takes of the screen. */
  readonly maxHeight?: string;
  readonly minWidth?: number;
  readonly selected?: (row: Row) => boolean;
  /** A table with less room than this stacks its cells; such a table has no column that sorts. */
  readonly stackBelow?: '44rem' | '58rem';
}

const OVERSCAN = 12;
const FEW = 60;
/** The least height of a row that a finger hits. */
const FINGER = 48;

export function DataTable<Row>({
  label, columns, rows, rowKey, total, onEnd, rowHeight: wanted = 36, maxHeight = 'calc(100dvh - 16rem)', minWidth = 0, selected, stackBelow,
}: Props<Row>) {
  const fingers = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const rowHeight = fingers ? Math.max(wanted, FINGER) : wanted;
  const box = useRef<HTMLDivElement>(null);
  // A tested library, not yet known to React's compiler (which we do not run).
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    enabled: rows.length > FEW,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1);
      if (last !== undefined && last.index >= rows.length - OVERSCAN) onEnd?.();
    },
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const shown = rows.length > FEW ? items.map(({ index }) => index) : rows.map((_, index) => index);
  const above = first?.start ?? 0;
  const below = last === undefined ? 0 : virtual.getTotalSize() - last.end;
  // Stacked cells are laid out as blocks, of which a browser no longer says what they are; and nobody knows their height.
  const role = (name: string): { role?: string } => (stackBelow === undefined ? {} : { role: name });
  const measured = (index: number) => (stackBelow === undefined || rows.length <= FEW ? {} : { ref: virtual.measureElement, 'data-index': index });
  return (
    <div ref={box} className={classes.box} data-stack-below={stackBelow} style={{ maxHeight }} role="region" aria-label={label} tabIndex={0}>
      <table className={classes.table} {...role('table')} style={stackBelow === undefined ? { minWidth } : {}} aria-rowcount={(total ?? rows.length) + 1}>
        <colgroup>{columns.map(({ id, width }) => <col key={id} style={width === undefined ? {} : { width }} />)}</colgroup>
        <thead>
          <tr>{columns.map((column) => <Head key={column.id} column={column} />)}</tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {above > 0 && <tr aria-hidden><td colSpan={columns.length} className={classes.gap} style={{ height: above }} /></tr>}
          {shown.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr key={rowKey(row)} {...role('row')} {...measured(index)} aria-rowindex={index + 2} data-selected={selected?.(row) ?? false} style={{ height: rowHeight }}>
                {columns.map(({ id, header, cell, numeric, part }) => (
                  <td key={id} {...role('cell')} data-numeric={numeric ?? false} data-part={part} data-label={typeof header === 'string' ? header : undefined}>{cell(row)}</td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <tr aria-hidden><td colSpan={columns.length} className={classes.gap} style={{ height: below }} /></tr>}
        </tbody>
      </table>
    </div>
  );
}

const ARROWS = { ascending: ' ▲', descending: ' ▼', none: '' };

function Head<Row>({ column: { header, numeric, sort } }: { readonly column: Column<Row> }) {
  return (
    <th scope="col" data-numeric={numeric ?? false} aria-sort={sort?.direction}>
      {sort === undefined ? header : (
        <button type="button" className={classes.sort} onClick={sort.onSort}>
          {header}<span aria-hidden>{ARROWS[sort.direction]}</span>
        </button>
      )}
    </th>
  );
}
