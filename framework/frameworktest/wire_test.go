package frameworktest

import "testing"

func TestInnerHTML(t *testing.T) {
	for source, want := range map[string]string{
		`<div id="page"><div>a</div><p>b<br></p></div><div>c</div>`:                        `<div>a</div><p>b<br></p>`,
		`<p id=x><div class=a ID="page" data-x="</div>">a<!-- </div> --></div>`:            `a<!-- </div> -->`,
		`<div id="page"><textarea></div></textarea><script>"</div>"</script>b</div></div>`: `<textarea></div></textarea><script>"</div>"</script>b`,
		`<div>`: ``,
	} {
		if got := inner(source, "page"); got != want {
			t.Errorf("inside %s is %q", source, got)
		}
	}
}
