using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Hints;
using Fabrik.Laos.Tests.Judging;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Hints;

public sealed class QueryHintsTests
{
    private static readonly LaosConfig Stack = new()
    {
        Sources = new() { Tempo = new(), Loki = new(), Sentry = new() { Url = "https://sentry.example/", Org = "acme" }, Pyroscope = new(), Prometheus = new() },
        Grafana = new() { Url = "http://grafana.example:3000/", OrgId = 2, Datasources = new Dictionary<string, string> { ["tempo"] = "t-1", ["loki"] = "l-1" } },
    };

    [Fact]
    public void Every_backend_gets_a_query_in_its_own_language_and_a_page()
    {
        var evidence = SomeEvidence.Of() with { Scope = new RunScope(RunId.Parse("run-1"), "check\"out\\", "ralph 1", "local") };

        Golden.Match("stack.txt", Shown(QueryHints.Of(Stack, evidence)));
    }

    [Fact]
    public void Links_keep_to_what_Explore_accepts()
    {
        var hints = QueryHints.Of(Stack, SomeEvidence.Of());

        foreach (var hint in hints.Where(h => h.Source != "sentry"))
        {
            using var panes = JsonDocument.Parse(Uri.UnescapeDataString(hint.Url!.Split("&panes=")[1]));
            var pane = Assert.Single(panes.RootElement.EnumerateObject());
            Assert.Matches("^[a-z]{3}$", pane.Name);
            Assert.Equal(("1770000000000", "1770000600001"), (pane.Value.GetProperty("range").GetProperty("from").GetString(), pane.Value.GetProperty("range").GetProperty("to").GetString()));
            var query = pane.Value.GetProperty("queries")[0];
            Assert.Equal("A", query.GetProperty("refId").GetString());
            var known = Stack.Grafana.Datasources.TryGetValue(hint.Source, out var uid);
            Assert.Equal(known, pane.Value.TryGetProperty("datasource", out var source) && source.GetString() == uid);
            Assert.Equal(known, query.GetProperty("datasource").TryGetProperty("uid", out _));
            Assert.Contains(hint.Text, query.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => p.Value.GetString()));
        }
    }

    [Fact]
    public void A_query_that_was_sent_is_shown_as_it_was_sent()
    {
        RawQuery[] sent = [new(SignalKind.Traces, "tempo", "TraceQL", "{ span.run_id = \"run-1\" }"), new(SignalKind.Errors, "sentry", "Sentry search", "run_id:run-1", "https://sentry.example/issues/?q=1")];

        var hints = QueryHints.Of(Stack, SomeEvidence.Of() with { Queries = sent });

        Assert.Equal(sent[0].Text, hints[0].Text);
        Assert.NotNull(hints[0].Url);
        Assert.Equal(sent[1], hints.Single(h => h.Signal == SignalKind.Errors));
        Assert.Equal(5, hints.Count);
    }

    [Fact]
    public void The_embedded_store_is_asked_by_fabrik_itself()
    {
        Golden.Match("store.txt", Shown(QueryHints.Of(new LaosConfig(), SomeEvidence.Of())));
        Assert.Empty(QueryHints.Of(new LaosConfig(), SomeEvidence.Of() with { Scope = new RunScope(null, "checkout") }));
    }

    [Theory]
    [InlineData("https://sentry.io", "https://acme.sentry.io/issues/?query=")]
    [InlineData("https://us.sentry.io/", "https://acme.sentry.io/issues/?query=")]
    [InlineData("http://sentry.local:9000", "http://sentry.local:9000/organizations/acme/issues/?query=")]
    public void Sentry_s_page_depends_on_who_hosts_it(string url, string page)
    {
        var config = new LaosConfig { Sources = new() { Sentry = new() { Url = url, Org = "acme" } } };

        Assert.StartsWith(page, QueryHints.Of(config, SomeEvidence.Of()).Single(h => h.Source == "sentry").Url, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_that_is_off_has_no_hint() =>
        Assert.DoesNotContain(QueryHints.Of(Stack with { Signals = new() { Logs = SignalDemand.False } }, SomeEvidence.Of()), h => h.Signal == SignalKind.Logs);

    private static string Shown(IEnumerable<RawQuery> hints) =>
        string.Concat(hints.Select(h => $"{h.Signal} {h.Source} {h.Language}\n  {h.Text}\n  {(h.Url is null ? "-" : Uri.UnescapeDataString(h.Url))}\n"));
}
