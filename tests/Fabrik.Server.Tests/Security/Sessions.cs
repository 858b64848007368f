using System.Net;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Server.Hosting;
using Fabrik.Server.Tests.Support;
using Fabrik.Store.Control;
using Fabrik.Testing;

namespace Fabrik.Server.Tests.Security;

public sealed class Sessions
{
    [Fact]
    public async Task The_login_link_makes_a_strict_http_only_session_and_is_not_logged()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.NewClient();
        var answer = await client.GetAsync($"/login?token={server.First.LoginToken}");
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=43200", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(server.First.LoginToken, server.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_fifty_racers_one_gets_in()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.NewClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetAsync($"/login?token={server.First.LoginToken}")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Single(answers, a => a.Headers.Contains("Set-Cookie"));
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.SeeOther), a => Assert.Contains(a.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]));
    }

    [Fact]
    public async Task A_session_tells_who_and_where_and_ends_with_logout_or_twelve_hours()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = await server.SignInAsync();
        var session = await client.JsonAsync("/v1/session");
        Assert.Equal(("admin", "default"), (session.GetProperty("user").GetString(), session.GetProperty("projects")[0].GetProperty("id").GetString()));
        Assert.Equal(server.First.Tenant.ToString(), session.GetProperty("tenant").GetProperty("id").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/v1/session:logout", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/session")).StatusCode);

        var link = "fbl_second";
        await server.Store.Control.AddLoginLinkAsync(server.First.Tenant, SecretHash.Of(link), UnixTime.From(time.GetUtcNow() + TimeSpan.FromMinutes(1)), CancellationToken.None);
        using var again = server.NewClient();
        var answer = await again.GetAsync("/login?token=" + link);
        again.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        time.Advance(TimeSpan.FromHours(11.9));
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/v1/session")).StatusCode);
        time.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/v1/session")).StatusCode);
    }

    [Fact]
    public async Task A_link_is_good_for_an_hour_and_failures_are_throttled()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = server.NewClient();
        time.Advance(FirstStart.LoginLinkLifetime + TimeSpan.FromSeconds(1));
        await (await client.GetAsync($"/login?token={server.First.LoginToken}")).ProblemAsync(HttpStatusCode.Unauthorized, "login-link-spent");

        HttpResponseMessage last = null!;
        for (var i = 0; i < 30; i++) last = await client.GetAsync($"/login?token=guess{i}");
        await last.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-logins");
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/login")).StatusCode);

        client.DefaultRequestHeaders.Add("Accept", "text/html,*/*");
        var page = await client.GetAsync("/login?token=%3Cscript%3E");
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.DoesNotContain("<script>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_need_the_token_and_the_same_origin()
    {
        await using var server = await TestServer.StartAsync();
        using var bare = await server.SignInAsync(csrf: false);
        var token = (await bare.JsonAsync("/v1/session")).GetProperty("csrf_token").GetString()!;
        var own = server.Addresses.Api;

        (string? Token, string? Origin, string? Site, HttpStatusCode Expected)[] cases =
        [
            (null, null, null, HttpStatusCode.Forbidden), ("wrong", null, null, HttpStatusCode.Forbidden), (token, null, null, HttpStatusCode.Created),
            (token, own, "same-origin", HttpStatusCode.OK), (token, "http://evil.example", null, HttpStatusCode.Forbidden),
            (token, "null", null, HttpStatusCode.Forbidden), (token, null, "cross-site", HttpStatusCode.Forbidden), (token, null, "same-site", HttpStatusCode.Forbidden),
        ];
        foreach (var (sent, origin, site, expected) in cases)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/runs") { Content = Wire.Json("""{"run_id":"r"}""") };
            if (sent is not null) request.Headers.Add("X-CSRF-Token", sent);
            if (origin is not null) request.Headers.Add("Origin", origin);
            if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
            Assert.Equal(expected, (await bare.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task A_session_chooses_among_its_tenants_projects_only()
    {
        await using var server = await TestServer.StartAsync();
        await server.Store.Control.CreateProjectAsync(server.First.Tenant, ProjectId.Parse("second"), "Second", CancellationToken.None);
        await server.Store.Control.CreateTenantAsync("other", ProjectId.Parse("theirs"), CancellationToken.None);
        using var client = await server.SignInAsync();
        await client.SendJsonAsync("/v1/runs?project=second", """{"run_id":"r"}""");
        Assert.Equal("second", (await client.JsonAsync("/v1/runs/r?project=second")).GetProperty("project").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/v1/runs/r")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/v1/runs?project=theirs")).StatusCode);
    }

    [Fact]
    public async Task Sessions_do_not_export_telemetry()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.SignInAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendJsonAsync("/v1/traces", "{}")).StatusCode);
    }
}
