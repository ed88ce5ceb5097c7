package edtf

// timeOfDay reads what follows the T after a day: hh:mm:ss and perhaps an offset.
// It returns the seconds from midnight UTC of that day, below zero or beyond a
// day where the offset reaches into another.
func (p *parser) timeOfDay() (int64, *Error) {
	var clock [3]int
	for i := range clock {
		if i > 0 && !p.eat(':') {
			return 0, p.unexpected(wantTime)
		}
		start := p.at
		n, err := p.number(2, wantTime)
		switch {
		case err != nil:
			return 0, err
		case i == 0 && n == 24:
			return 0, p.errorAt(start, "there is no hour 24; midnight is 00:00:00 of the next day")
		case i == 0 && n > 23:
			return 0, p.errorAt(start, "there is no hour %02d; an hour is 00 to 23", n)
		case i == 1 && n > 59:
			return 0, p.errorAt(start, "there is no minute %02d; a minute is 00 to 59", n)
		case i == 2 && n > 59:
			return 0, p.errorAt(start, "there is no second %02d; a second is 00 to 59, and leap seconds are not counted", n)
		}
		clock[i] = n
	}
	offset, err := p.offset()
	if err != nil {
		return 0, err
	}
	return int64(3600*clock[0]+60*clock[1]+clock[2]) - offset, nil
}

// offset reads Z, +hh, -hh, +hh:mm, -hh:mm or nothing, and returns it in seconds.
func (p *parser) offset() (int64, *Error) {
	if p.eat('Z') {
		return 0, nil
	}
	start, sign := p.at, int64(1)
	switch {
	case p.eat('-'):
		sign = -1
	case !p.eat('+'):
		return 0, nil
	}
	hours, err := p.number(2, wantOffset)
	if err != nil {
		return 0, err
	}
	minutes := 0
	if p.eat(':') {
		if minutes, err = p.number(2, wantOffset); err != nil {
			return 0, err
		}
	}
	switch {
	case hours > 23 || minutes > 59:
		return 0, p.errorAt(start, "there is no such offset; its hours are 00 to 23 and its minutes 00 to 59")
	case sign < 0 && hours == 0 && minutes == 0:
		return 0, p.errorAt(start, "no offset is minus zero; UTC is Z or +00:00")
	}
	return sign * int64(3600*hours+60*minutes), nil
}
