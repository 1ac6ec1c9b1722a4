package deploy

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/goldfish-go/goldfish/internal/test/servers"
)

// Deploys, kills, partitions, and a network that drops connections, delays them, and cuts
// documents, patches, streams and answers to posts: when all works again, each tab shows what a
// fresh document shows, but for what its person entered, and each comment is there once.
func TestConvergenceInChromium(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("the faults are drawn from seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	chromium := chromium(t)
	c := NewCluster(t, builds(t), Old)
	c.Set("news", "news 0")
	network := servers.NewFaulty(t, seed, c.places[:]...)
	c.address = network.Address
	robots := make([]*Robot, 5)
	for i := range robots {
		tab := c.Open(chromium.Tab(t), fmt.Sprintf("chaos%d", i), fmt.Sprintf("/form/%d", i), person(i, 0), Soon)
		robots[i] = NewRobot(tab, i)
		robots[i].comments = []string{}
	}
	stop, ended := make(chan struct{}), make(chan error, len(robots))
	for _, r := range robots {
		go func() { ended <- r.TypeUntil(stop) }()
	}
	network.Break(true)
	for round := range 3 {
		for _, build := range []string{New, Old} {
			c.Deploy(build, round)
			c.Set("news", fmt.Sprintf("%s, round %d", build, round))
			network.Part(random.IntN(3))
			time.Sleep(time.Duration(200+random.IntN(1500)) * time.Millisecond)
			network.Join()
		}
	}
	network.Break(false)
	t.Logf("the network works again: %s", network)
	close(stop)
	for range robots {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	for _, r := range robots {
		l := r.commented(c.Posts)
		r.compareFields(&l)
		l.clean(t)
	}
	c.Set("news", "the end")
	for _, r := range robots {
		fresh := c.Open(chromium.Tab(t), r.Tab.Name, fmt.Sprintf("/form/%d", r.Form), person(r.Form, 0))
		is, want := "", ""
		for late := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
			if is, want = r.Tab.Text(outline), fresh.Text(outline); is == want {
				break
			}
			if time.Now().After(late) {
				t.Errorf("form %d is\n%s\nand fresh it is\n%s", r.Form, is, want)
				break
			}
		}
		if now := r.Tab.Observation(); now.ID != r.first.ID {
			t.Errorf("form %d: another document was loaded", r.Form)
		}
	}
	if network.Struck() == 0 {
		t.Error("no fault has struck")
	}
}

// outline describes the elements and texts of the page, but not what a person entered.
const outline = `(() => {
	const page = document.getElementById("page");
	const lines = [page.dataset.gfVersion];
	for (const el of page.querySelectorAll("*")) {
		if (el.closest(".goldfish-resend, .goldfish-draft") || el.parentElement.closest("[contenteditable]")) continue;
		const own = el.isContentEditable ? [] : [...el.childNodes].filter((n) => n.nodeType === 3);
		const texts = own.map((n) => n.data.trim()).join("");
		lines.push([el.localName, el.id, ...["name", "href", "action"].map((name) => el.getAttribute(name)), texts].join("|"));
	}
	return lines.join("\n");
})()`
