// Closing days (締め日) and days of payment, without I/O. A day that a month does not have is its last.

export type ClosingTerms = {
  /** 1 to 31; 31 is the last day of the month. */
  readonly closingDay: number;
  readonly dueMonths: number;
  readonly dueDay: number;
};

function dayOfMonth(month: Temporal.PlainYearMonth, day: number): Temporal.PlainDate {
  return month.toPlainDate({ day: Math.min(day, month.daysInMonth) });
}

/** The newest closing day that is over: before today. */
export function lastClosing(
  { closingDay }: Pick<ClosingTerms, 'closingDay'>,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const thisMonth = dayOfMonth(today.toPlainYearMonth(), closingDay);
  return Temporal.PlainDate.compare(thisMonth, today) < 0
    ? thisMonth
    : dayOfMonth(today.toPlainYearMonth().subtract({ months: 1 }), closingDay);
}

/** When an invoice is to be paid; never before it was closed. */
export function dueAfter(terms: ClosingTerms, closedOn: Temporal.PlainDate): Temporal.PlainDate {
  const month = closedOn.toPlainYearMonth().add({ months: terms.dueMonths });
  const due = dayOfMonth(month, terms.dueDay);
  return Temporal.PlainDate.compare(due, closedOn) < 0
    ? dayOfMonth(month.add({ months: 1 }), terms.dueDay)
    : due;
}
