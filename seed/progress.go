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
	everyBar  = 250 * time.Millisecond
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
		if p.terminal {
			p.bar = p.newBar(at)
			_ = p.bar.RenderBlank() // Its clock runs from here.
		}
	}
	every := everyLine
	if p.terminal {
		every = everyBar
	}
	if now.Sub(p.told) < every {
		return
	}
	p.told = now
	if p.terminal {
		p.draw(at)
	} else {
		p.line(at, now)
	}
}

// of is how much of a phase is done: in bytes while files are read whose size is known,
// else in what is counted.
func (p *progress) of(at load.Progress) (done, total int64, bytes bool) {
	if read, all := p.in.Progress(); at.Phase == load.Reading && all > 0 {
		return read, all, true
	}
	return at.Done, at.Total, false
}

// draw draws the bar: how much of it, the rate, and the time that remains.
func (p *progress) draw(at load.Progress) {
	done, _, _ := p.of(at)
	_ = p.bar.Set64(done) // It cannot be drawn, and that is all.
}

func (p *progress) newBar(at load.Progress) *progressbar.ProgressBar {
	_, total, bytes := p.of(at)
	if total == 0 {
		total = -1 // It is not known.
	}
	options := []progressbar.Option{
		progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(at.Phase), progressbar.OptionSetWidth(20),
		progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
	}
	if bytes {
		options = append(options, progressbar.OptionShowBytes(true))
	} else {
		options = append(options, progressbar.OptionShowIts(), progressbar.OptionSetItsString("it"))
	}
	return progressbar.NewOptions64(total, options...)
}

// line is what the bar would say.
func (p *progress) line(at load.Progress, now time.Time) {
	done, total, _ := p.of(at)
	took := now.Sub(p.began)
	what := "nodes and edges"
	if at.Phase == load.Reading {
		what = "records"
	}
	text := fmt.Sprintf("%s: %d %s, %.0f a second", at.Phase, at.Done, what, float64(at.Done)/took.Seconds())
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
