package edtf

import "time"

// What can stand at a place, for errors.
const (
	wantYear   = "a year of four digits, as in 2021-08-15"
	wantMonth  = "a month or season of two digits, as in 2021-08"
	wantDay    = "a day of two digits, as in 2021-08-15"
	wantTime   = "a time as hh:mm:ss, as in 2021-08-15T09:30:00Z"
	wantOffset = "an offset as Z, +05 or -05:00"
)

// yearDigits is the most digits a year with Y can have. More than that, and its
// seconds are no longer sure to fit.
const yearDigits = 11

// date reads a whole part: a year, month, season or day, or a day with a time.
func (p *parser) date() (part, *Error) {
	if p.eat('Y') {
		return p.longYear()
	}
	start := p.at
	low, high, err := p.year()
	if err != nil {
		return part{}, err
	}
	if p.at < len(p.in) && isDigit(p.in[p.at]) {
		return part{}, p.errorAt(start, "a year has four digits; one beyond 9999 is written as Y17000")
	}
	if !p.eat('-') {
		return p.finish(days(low, 1, 1, high+1, 1, 1), "a hyphen and a month, a qualifier (~ ? %) or the end")
	}
	if low != high {
		return part{}, p.errorAt(start, "an unspecified digit in the year of a month or day is %s; give the year alone", levelTwo)
	}
	return p.month(low)
}

// year reads four digits with or without a minus, the last one or two of which
// can be X, and returns the first and last year they can be.
func (p *parser) year() (low, high int, err *Error) {
	start := p.at
	negative := p.eat('-')
	specified := 0 // How many of the four are digits.
	for i := range 4 {
		switch {
		case p.at < len(p.in) && specified == i && isDigit(p.in[p.at]):
			digit := int(p.in[p.at] - '0')
			low, high = 10*low+digit, 10*high+digit
			specified++
		case p.at < len(p.in) && i >= 2 && p.in[p.at] == 'X':
			low, high = 10*low, 10*high+9
		default:
			if specified < i && p.at < len(p.in) && isDigit(p.in[p.at]) {
				p.at-- // The fault is the X before the digit.
			}
			return 0, 0, p.unexpected(wantYear)
		}
		p.at++
	}
	if !negative {
		return low, high, nil
	}
	if high == 0 {
		return 0, 0, p.errorAt(start, "there is no year minus zero; the year before 0001 is 0000")
	}
	return -high, -max(low, 1), nil
}

// longYear reads what follows a Y: a year beyond four digits.
func (p *parser) longYear() (part, *Error) {
	negative := p.eat('-')
	start, year := p.at, 0
	for p.at < len(p.in) && isDigit(p.in[p.at]) {
		if p.at-start == yearDigits {
			return part{}, p.errorAt(start, "a year has at most %d digits", yearDigits)
		}
		year = 10*year + int(p.in[p.at]-'0')
		p.at++
	}
	digits := p.at - start
	if digits == 0 || !p.done() {
		return part{}, p.unexpected("the digits of a year alone, as in Y17000, since a year with Y has no month")
	}
	if digits < 5 || p.in[start] == '0' {
		return part{}, p.errorAt(start, "Y is for years after 9999 or before -9999; a nearer one is four digits without it")
	}
	if negative {
		year = -year
	}
	return p.finish(days(year, 1, 1, year+1, 1, 1), "the end")
}

// month reads what follows the hyphen after a year: a month or a season, and
// what may come after a month.
func (p *parser) month(year int) (part, *Error) {
	start := p.at
	if p.unspecified() {
		all := days(year, 1, 1, year+1, 1, 1)
		if !p.eat('-') {
			return p.finish(all, "a hyphen and XX, a qualifier (~ ? %) or the end")
		}
		if p.at < len(p.in) && isDigit(p.in[p.at]) {
			return part{}, p.errorAt(start, "an unspecified month with a day is %s; the day must be XX too", levelTwo)
		}
		if !p.unspecified() {
			return part{}, p.unexpected("XX, since the month is unspecified")
		}
		return p.finish(all, "a qualifier (~ ? %) or the end")
	}
	month, err := p.number(2, wantMonth)
	switch {
	case err != nil:
		return part{}, err
	case 21 <= month && month <= 24:
		first := 3 * (month - 20)
		return p.finish(days(year, first, 1, year, first+3, 1), "a qualifier (~ ? %) or the end, since a season has no day")
	case 25 <= month && month <= 41:
		return part{}, p.errorAt(start, "season %02d is %s; a season is 21, 22, 23 or 24", month, levelTwo)
	case month < 1 || month > 12:
		return part{}, p.errorAt(start, "there is no month %02d; a month is 01 to 12, a season 21 to 24", month)
	}
	if !p.eat('-') {
		return p.finish(days(year, month, 1, year, month+1, 1), "a hyphen and a day, a qualifier (~ ? %) or the end")
	}
	return p.day(year, month)
}

// day reads what follows the hyphen after a month: a day, and its time of day.
func (p *parser) day(year, month int) (part, *Error) {
	start := p.at
	if p.unspecified() {
		return p.finish(days(year, month, 1, year, month+1, 1), "a qualifier (~ ? %) or the end, since an unspecified day has no time")
	}
	day, err := p.number(2, wantDay)
	if err != nil {
		return part{}, err
	}
	if last := daysIn(year, month); day < 1 || day > last {
		return part{}, p.errorAt(start, "there is no day %02d in that month; its days are 01 to %d", day, last)
	}
	if !p.eat('T') {
		return p.finish(days(year, month, day, year, month, day+1), "T and a time, a qualifier (~ ? %) or the end")
	}
	second, err := p.timeOfDay()
	if err != nil {
		return part{}, err
	}
	at := unix(year, month, day) + second
	return p.finish(part{first: at, last: at}, wantOffset+", a qualifier (~ ? %) or the end")
}

// unspecified moves over XX if that is next, and reports whether it was.
func (p *parser) unspecified() bool {
	if p.at+2 <= len(p.in) && p.in[p.at:p.at+2] == "XX" {
		p.at += 2
		return true
	}
	return false
}

// days returns the part from the first second of one day to the last second
// before another. Months and days beyond the last run on into the next.
func days(year, month, day, toYear, toMonth, toDay int) part {
	return part{first: unix(year, month, day), last: unix(toYear, toMonth, toDay) - 1}
}

// unix returns the first second of a day.
func unix(year, month, day int) int64 {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix()
}

// daysIn returns how many days a month of a year has.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
