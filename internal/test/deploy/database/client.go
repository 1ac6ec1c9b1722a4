package database

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// A Client is a node's connection to the database.
type Client struct{ URL string }

// Values returns what pages show.
func (c Client) Values(ctx context.Context) (values map[string]string, err error) {
	err = c.do(ctx, http.MethodGet, "/values", nil, &values)
	return values, err
}

// Person returns who has the session of this token; for none, the zero Person.
func (c Client) Person(ctx context.Context, token string) (p Person, err error) {
	if token == "" {
		return p, nil
	}
	err = c.do(ctx, http.MethodGet, "/person?token="+url.QueryEscape(token), nil, &p)
	return p, err
}

// Add records a post.
func (c Client) Add(ctx context.Context, p Post) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return c.do(ctx, http.MethodPost, "/posts", body, nil)
}

// SignIn begins a session and returns its token.
func (c Client) SignIn(ctx context.Context, person string) (token string, err error) {
	err = c.do(ctx, http.MethodPost, "/sessions?person="+url.QueryEscape(person), nil, &token)
	return token, err
}

// SignOut ends a session.
func (c Client) SignOut(ctx context.Context, token string) error {
	return c.do(ctx, http.MethodDelete, "/sessions?token="+url.QueryEscape(token), nil, nil)
}

// Watch calls notify for each topic that changes, in a goroutine. It returns when the database
// knows of this node.
func (c Client) Watch(notify func(topics ...string)) error {
	resp, err := http.Get(c.URL + "/watch")
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Scan() // hello
	go func() {
		defer resp.Body.Close()
		for lines.Scan() {
			notify(lines.Text())
		}
	}()
	return nil
}

// do sends a request, and reads the answer as JSON, or into a string.
func (c Client) do(ctx context.Context, method, path string, body []byte, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.URL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		return fmt.Errorf("database: %s %s: %s: %s", method, path, resp.Status, answer)
	}
	switch into := into.(type) {
	case nil:
		return nil
	case *string:
		*into = string(answer)
		return nil
	default:
		return json.Unmarshal(answer, into)
	}
}
