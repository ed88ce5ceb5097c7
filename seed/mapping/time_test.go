package mapping

import "testing"

func TestTimes(t *testing.T) {
	const rec = `{"edtf": "1999-05-04", "interval": "1999/2001~", "bad": "1999-13", "from": "1971-04", "to": "1971-06", "est": "estimated", "words": "in spring",
		"y": "1971", "m": "4", "mon": "April", "d": "6", "t": "11:51", "ts": "9:05:07", "am": "12:10 am", "d31": "31", "feb": "2", "zone": "America/Chicago", "nozone": "Mars", "y2": 1971, "two": "1999?~"}`
	for _, c := range []struct{ name, value, want string }{
		{"EDTF", `"{edtf}"`, `"1999-05-04"`},
		{"Number", `"{y2}"`, `"1971"`},
		{"ConstantNumber", `1971`, `"1971"`},
		{"EDTFKey", `{edtf: "{interval}"}`, `"1999/2001~"`},
		{"Lookup", `{from: y, lookup: {1971: 1971-01/1971-06}}`, `"1971-01/1971-06"`},
		{"LookupWords", `{from: y, lookup: {1971: {edtf: 1971-01, text: early}}}`, `{"edtf":"1971-01","text":"early"}`},
		{"EDTFKeyMarked", `{edtf: "{interval}", uncertain: true}`, `"1999?/2001%"`},
		{"EDTFOpenMarked", `{edtf: "1999/..", approximate: true}`, `"1999~/.."`},
		{"Start", `{start: "{from}"}`, `"1971-04"`},
		{"StartEnd", `{start: "{from}", end: "{to}"}`, `"1971-04/1971-06"`},
		{"SameEnds", `{start: "{from}", end: "{from}"}`, `"1971-04"`},
		{"EndAbsent", `{start: "{from}", end: "{nothing}"}`, `"1971-04"`},
		{"StartAbsent", `{start: "{nothing}", end: "{to}"}`, `"/1971-06"`},
		{"NoStart", `{end: "{to}"}`, `"/1971-06"`},
		{"BothAbsent", `{start: "{nothing}", end: "{nothing}"}`, `absent`},
		{"EndOpen", `{start: "{from}", end: ".."}`, `"1971-04/.."`},
		{"StartOpen", `{start: "..", end: "{to}"}`, `"../1971-06"`},
		{"EndUnknown", `{start: "{from}", end: ""}`, `"1971-04/"`},
		{"EndDefaultOpen", `{start: "{from}", end: {from: nothing, default: ".."}}`, `"1971-04/.."`},
		{"EndDefaultUnknown", `{start: "{from}", end: {from: nothing, default: ""}}`, `"1971-04/"`},
		{"NothingButOpen", `{start: "{nothing}", end: ".."}`, `absent`},
		{"Approximate", `{start: "{from}", end: "{to}", approximate: true}`, `"1971-04~/1971-06~"`},
		{"NotApproximate", `{start: "{from}", approximate: false}`, `"1971-04"`},
		{"Uncertain", `{start: "{from}", uncertain: {est: estimated}}`, `"1971-04?"`},
		{"UncertainNot", `{start: "{from}", uncertain: {est: certain}}`, `"1971-04"`},
		{"Both", `{start: "{from}", approximate: true, uncertain: true}`, `"1971-04%"`},
		{"Words", `{start: "{from}", text: "{words}"}`, `{"edtf":"1971-04","text":"in spring"}`},
		{"WordsAbsent", `{start: "{from}", text: "{nothing}"}`, `"1971-04"`},
		{"WordsAlone", `{start: "{nothing}", text: "{words}"}`, `absent`},
		{"WrongPoint", `{start: "{bad}"}`, `! bad: 1999-13: edtf: "1999-13" at byte 5: there is no month 13; a month is 01 to 12, a season 21 to 24`},
		{"IntervalAsPoint", `{start: "{interval}"}`, `! interval: 1999/2001~: it is an interval, which stands under edtf; start and end are points of time`},

		{"Year", `{start: {year: "{y}"}}`, `"1971"`},
		{"YearMonth", `{start: {year: "{y}", month: "{m}"}}`, `"1971-04"`},
		{"MonthName", `{start: {year: "{y}", month: "{mon}"}}`, `"1971-04"`},
		{"MonthShort", `{start: {year: "{y}", month: Sept.}}`, `"1971-09"`},
		{"Day", `{start: {year: "{y}", month: "{m}", day: "{d}"}}`, `"1971-04-06"`},
		{"DayAbsent", `{start: {year: "{y}", month: "{m}", day: "{nothing}"}}`, `"1971-04"`},
		{"MonthAbsent", `{start: {year: "{y}", month: "{nothing}"}}`, `"1971"`},
		{"YearAbsent", `{start: {year: "{nothing}", month: "{m}"}}`, `! m: 4: it is a month, and the year is not known`},
		{"YearAbsentDay", `{start: {year: "{nothing}", month: "{nothing}", day: "{d}"}}`, `! d: 6: it is a day, and the year is not known`},
		{"YearAbsentTime", `{start: {year: "{nothing}", month: "{nothing}", day: "{nothing}", time: "{t}"}}`, `! t: 11:51: it is a time of day, and the date is not known`},
		{"YearAbsentConstants", `{start: {year: "{nothing}", month: 5, day: {from: nothing, default: 1}, time: "12:00"}}`, `absent`},
		{"YearShort", `{start: {year: "199"}}`, `! : 199: it is no year, which has four digits, such as 1999 or 0800`},
		{"YearEarly", `{start: {year: "0800"}}`, `"0800"`},
		{"YearSigned", `{start: {year: "+199"}}`, `! : +199: it is no year, which has four digits, such as 1999 or 0800`},
		{"TwoSigns", `{edtf: "{two}", approximate: true}`, `"1999?~"`},
		{"TwoSignsPoint", `{start: "{two}", approximate: true}`, `! two: 1999?~: edtf: "1999?~" at byte 4: a date has one qualifier: ~ for approximate, ? for uncertain, % for both`},
		{"DayNotMonth", `{start: {year: "{y}", month: "{nothing}", day: "{d}"}}`, `! d: 6: it is a day, and the month is not known`},
		{"DayWrong", `{start: {year: "{y}", month: "{feb}", day: "{d31}"}}`, `! d31: 31: it is no day, which is a whole number from 1 to 28`},
		{"MonthWrong", `{start: {year: "{y}", month: "{d31}"}}`, `! d31: 31: it is no month, which is a whole number from 1 to 12 or an English name, such as April or Apr; a lookup says what others mean`},
		{"YearWrong", `{start: {year: "{mon}"}}`, `! mon: April: it is no year, which has four digits, such as 1999 or 0800`},
		{"Time", `{start: {year: "{y}", month: "{m}", day: "{d}", time: "{t}"}}`, `"1971-04-06T11:51:00"`},
		{"TimeSeconds", `{start: {year: "{y}", month: "{m}", day: "{d}", time: "{ts}"}}`, `"1971-04-06T09:05:07"`},
		{"TimeAbsent", `{start: {year: "{y}", month: "{m}", day: "{d}", time: "{nothing}"}}`, `"1971-04-06"`},
		{"TimeFormat", `{start: {year: "{y}", month: "{m}", day: "{d}", time: "{am}", timeFormat: "%I:%M %p"}}`, `"1971-04-06T00:10:00"`},
		{"TimeWrong", `{start: {year: "{y}", month: "{m}", day: "{d}", time: "{mon}"}}`, `! mon: April: it is not written as one of %H:%M:%S, %H:%M`},
		{"TimeNoDay", `{start: {year: "{y}", month: "{m}", day: "{nothing}", time: "{t}"}}`, `! t: 11:51: it is a time of day, and the day is not known`},
		{"Offset", `{start: {year: "{y}", month: "{m}", day: "{d}", time: "{t}", zone: "-05:00"}}`, `"1971-04-06T11:51:00-05:00"`},
		{"Zone", `{start: {year: "{y}", month: 7, day: "{d}", time: "{t}", zone: America/New_York}}`, `"1971-07-06T11:51:00-04:00"`},
		{"ZoneOfRecord", `{start: {year: "{y}", month: 1, day: "{d}", time: "{t}", zone: "{zone}"}}`, `"1971-01-06T11:51:00-06:00"`},
		{"ZoneAbsent", `{start: {year: "{y}", month: 1, day: "{d}", time: "{t}", zone: "{nothing}"}}`, `"1971-01-06T11:51:00"`},
		{"ZoneWrong", `{start: {year: "{y}", month: 1, day: "{d}", time: "{t}", zone: "{nozone}"}}`, `! nozone: Mars: there is no zone "Mars"; it is an offset such as "-05:00", or a name such as America/New_York`},
		{"ZoneUTC", `{start: {year: "{y}", month: 1, day: "{d}", time: "{t}", zone: Z}}`, `"1971-01-06T11:51:00Z"`},
		{"ZoneWithoutTime", `{start: {year: "{y}", zone: America/New_York}}`, `"1971"`},
		{"ZoneGap", `{start: {year: 2021, month: 3, day: 14, time: "02:30", zone: America/New_York}}`, `! : 2021-03-14T02:30:00: there was no such time in America/New_York: the clock was put forward over it`},
		{"ZoneTwice", `{start: {year: 2021, month: 11, day: 7, time: "01:30", zone: America/New_York}}`, `"2021-11-07T01:30:00-04:00"`},
		{"ZoneTwiceEast", `{start: {year: 2021, month: 10, day: 31, time: "02:30", zone: Europe/Berlin}}`, `"2021-10-31T02:30:00+02:00"`},
		{"ZoneTwiceSouth", `{start: {year: 2021, month: 4, day: 4, time: "02:30", zone: Australia/Sydney}}`, `"2021-04-04T02:30:00+11:00"`},
		{"ZoneAfterTwice", `{start: {year: 2021, month: 10, day: 31, time: "03:00", zone: Europe/Berlin}}`, `"2021-10-31T03:00:00+01:00"`},
		{"ZoneBeforeTwice", `{start: {year: 2021, month: 10, day: 31, time: "01:59", zone: Europe/Berlin}}`, `"2021-10-31T01:59:00+02:00"`},
		{"ZoneBeforeZones", `{start: {year: 1850, month: 1, day: 1, time: "12:00", zone: America/New_York}}`, `"1850-01-01T16:56:02Z"`},
		{"PointMarked", `{start: {year: "{y}", approximate: {est: estimated}}, end: "{to}"}`, `"1971~/1971-06"`},
		{"PointAndTimeMarked", `{start: {year: "{y}", approximate: true}, end: "{to}", uncertain: true}`, `"1971%/1971-06?"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := eval(t, "", "when", c.value, rec); got != c.want {
				t.Errorf("%s: got %s, want %s", c.value, got, c.want)
			}
		})
	}
}

func TestFormats(t *testing.T) {
	for _, c := range []struct{ name, format, text, want string }{
		{"Day", `"%d.%m.%Y"`, "05.04.1999", `"1999-04-05"`},
		{"DayShort", `"%d.%m.%Y"`, "5.4.1999", `"1999-04-05"`},
		{"Spaces", `"%B %d, %Y"`, "April  5,\u00a01999", `"1999-04-05"`},
		{"Padded", `"%b %e %Y"`, "Apr  5 1999", `"1999-04-05"`},
		{"Case", `"%B %Y"`, "aPRIL 1999", `"1999-04"`},
		{"Weekday", `"%A, %d %b %Y"`, "Monday, 5 Apr 1999", `"1999-04-05"`},
		{"Month", `"%m/%Y"`, "4/1999", `"1999-04"`},
		{"Year", `"%Y"`, "1999", `"1999"`},
		{"TwoDigits", `"%d/%m/%y"`, "05/04/99", `"1999-04-05"`},
		{"TwoDigitsLate", `"%d/%m/%y"`, "05/04/21", `"2021-04-05"`},
		{"TwoForFour", `"%d/%m/%Y"`, "05/04/99", `! q: 05/04/99: its year has less than four digits: %Y is a whole year, %y its last two digits`},
		{"ThreeForFour", `"%d.%m.%Y"`, "03.04.199", `! q: 03.04.199: its year has less than four digits: %Y is a whole year, %y its last two digits`},
		{"Early", `"%d.%m.%Y"`, "03.04.0199", `"0199-04-03"`},
		{"EDTF", `[edtf, "%d.%m.%Y"]`, "1999-04~", `"1999-04~"`},
		{"EDTFTime", `[edtf, "%d.%m.%Y"]`, "1999-04-03T10:00:00Z", `"1999-04-03T10:00:00Z"`},
		{"EDTFNot", `[edtf, "%d.%m.%Y"]`, "3.4.1999", `"1999-04-03"`},
		{"EDTFLast", `["%d.%m.%Y", edtf]`, "1999", `"1999"`},
		{"EDTFWrong", `["%d.%m.%Y", edtf]`, "1999-13", `! q: 1999-13: edtf: "1999-13" at byte 5: there is no month 13; a month is 01 to 12, a season 21 to 24`},
		{"EDTFInterval", `[edtf, "%Y"]`, "1999/2000", `! q: 1999/2000: it is an interval, which stands under edtf; start and end are points of time`},
		{"EDTFNone", `[edtf, "%d.%m.%Y"]`, "in May", `! q: in May: it is not written as one of edtf, %d.%m.%Y`},
		{"Time", `"%B %d, %Y %I:%M %p"`, "April 6, 1971 12:10 am", `"1971-04-06T00:10:00"`},
		{"Noon", `"%B %d, %Y %I:%M %p"`, "April 6, 1971 12:10 PM", `"1971-04-06T12:10:00"`},
		{"Seconds", `"%Y-%m-%dT%H:%M:%S"`, "1971-04-06T11:51:02", `"1971-04-06T11:51:02"`},
		{"Short", `"%F %T"`, "1971-04-06 11:51:02", `"1971-04-06T11:51:02"`},
		{"Offset", `"%F %R %z"`, "1971-04-06 11:51 -0500", `"1971-04-06T11:51:00-05:00"`},
		{"OffsetUTC", `"%F %R%z"`, "1971-04-06 11:51Z", `"1971-04-06T11:51:00Z"`},
		{"Seconds1970", `"%s"`, "86400", `"1970-01-02T00:00:00Z"`},
		{"DayOfYear", `"%Y %j"`, "1972 366", `"1972-12-31"`},
		{"DayOfYearNot", `"%Y %j"`, "1971 366", `! q: 1971 366: there is no such day in that month or year`},
		{"February", `"%d.%m.%Y"`, "31.02.1999", `! q: 31.02.1999: there is no such day in that month or year`},
		{"LeapDay", `"%d.%m.%Y"`, "29.02.2000", `"2000-02-29"`},
		{"LeapDayNot", `"%d.%m.%Y"`, "29.02.1900", `! q: 29.02.1900: there is no such day in that month or year`},
		{"April31", `"%F"`, "1999-04-31", `! q: 1999-04-31: there is no such day in that month or year`},
		{"FirstToThird", `"%F"`, "1999-03-03", `"1999-03-03"`},
		{"Percent", `"%d%%%m%%%Y"`, "31%02%1999", `! q: 31%02%1999: there is no such day in that month or year`},
		{"Month13", `"%d.%m.%Y"`, "1.13.1999", `! q: 1.13.1999: it is not written as %d.%m.%Y`},
		{"More", `"%d.%m.%Y"`, "1.12.1999 x", `! q: 1.12.1999 x: it is not written as %d.%m.%Y`},
		{"Less", `"%d.%m.%Y"`, "1.12.", `! q: 1.12.: it is not written as %d.%m.%Y`},
		{"First", `["%d.%m.%Y", "%m/%Y", "%Y"]`, "1.12.1999", `"1999-12-01"`},
		{"Second", `["%d.%m.%Y", "%m/%Y", "%Y"]`, "12/1999", `"1999-12"`},
		{"Third", `["%d.%m.%Y", "%m/%Y", "%Y"]`, "1999", `"1999"`},
		{"None", `["%d.%m.%Y", "%Y"]`, "May", `! q: May: it is not written as one of %d.%m.%Y, %Y`},
		{"Nothing", `"%Y"`, " ", `absent`},
		{"Hour24", `"%F %R"`, "1999-01-01 24:00", `! q: 1999-01-01 24:00: it is not written as %F %R`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := eval(t, "", "when", `{start: {date: "{q}", format: `+c.format+`}}`, `{"q": "`+c.text+`"}`); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// A date and its time of day may stand in columns of their own.
func TestDateAndTime(t *testing.T) {
	const value = `{start: {date: "{d}", format: ["%d.%m.%Y", "%Y", edtf], time: "{t}", zone: "+02:00"}}`
	for rec, want := range map[string]string{
		`{"d": "4.5.1999", "t": "9:30"}`:    `"1999-05-04T09:30:00+02:00"`,
		`{"d": "4.5.1999", "t": ""}`:        `"1999-05-04"`,
		`{"d": "1999", "t": "9:30"}`:        `! t: 9:30: it is a time of day, and the day is not known`,
		`{"d": "", "t": "9:30"}`:            `! t: 9:30: it is a time of day, and the date is not known`,
		`{"d": "", "t": ""}`:                `absent`,
		`{"d": "1999-05-04", "t": "9:30"}`:  `"1999-05-04T09:30:00+02:00"`,
		`{"d": "1999-05-04~", "t": "9:30"}`: `! t: 9:30: it is a time of day, and the day is not known`,
	} {
		if got := eval(t, "", "when", value, rec); got != want {
			t.Errorf("%s: got %s, want %s", rec, got, want)
		}
	}
}
