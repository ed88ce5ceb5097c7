package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"parley/seed/load"
	"parley/seed/record"
)

// A progress says how far an import is: with a bar on a terminal, elsewhere with a
// line now and then.
type progress struct {
	w        io.Writer
	in       *record.Reader
	terminal bool
	phase    string
	bar      *progressbar.ProgressBar
	began    time.Time // the phase
	told     time.Time
}

// How often a line is written, and a bar drawn anew.
const (
	everyLine = 10 * time.Second
	everyBar  = 100 * time.Millisecond
)

func newProgress(w io.Writer, in *record.Reader) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, in: in, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// show is told of every step, and mostly does nothing.
func (p *progress) show(at load.Progress) {
	now := time.Now()
	if at.Phase != p.phase {
		p.end()
		p.phase, p.began, p.told = at.Phase, now, now
	}
	done, total, unit := at.Done, at.Total, "records"
	if read, all := p.in.Progress(); at.Total == 0 && all > 0 {
		done, total, unit = read, all, "bytes"
	}
	switch {
	case p.terminal && now.Sub(p.told) >= everyBar:
		p.draw(done, total, unit)
		p.told = now
	case !p.terminal && now.Sub(p.told) >= everyLine:
		p.line(at, done, total, now)
		p.told = now
	}
}

// draw draws the bar: how much of it, the rate, and the time that remains.
func (p *progress) draw(done, total int64, unit string) {
	if total == 0 {
		total = -1
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(fmt.Sprintf("%-8s", p.phase)),
			progressbar.OptionShowBytes(unit == "bytes"), progressbar.OptionSetItsString(unit), progressbar.OptionShowIts(),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth(), progressbar.OptionClearOnFinish())
	}
	_ = p.bar.Set64(done) // It cannot be drawn, and that is all.
}

// line is what the bar would say.
func (p *progress) line(at load.Progress, done, total int64, now time.Time) {
	took := now.Sub(p.began)
	text := fmt.Sprintf("%s: %d records, %.0f a second", p.phase, at.Done, float64(at.Done)/took.Seconds())
	if total > 0 && done > 0 {
		left := time.Duration(float64(took) * float64(total-done) / float64(done))
		text += fmt.Sprintf(", %d %%, about %s left", 100*done/total, left.Round(time.Second))
	}
	fmt.Fprintln(p.w, text)
}

// pause makes room for a line of text.
func (p *progress) pause() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}
