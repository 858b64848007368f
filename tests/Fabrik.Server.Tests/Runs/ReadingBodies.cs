using System.Text;
using System.Text.Json;
using Fabrik.Core.Redaction;
using Fabrik.Server.Http;
using Fabrik.Server.Runs;
using Fabrik.Server.Tests.Support;
using Fabrik.Telemetry.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Server.Tests.Runs;

public sealed class ReadingBodies
{
    private static readonly Redactor Redactor = new(RedactionRules.Default, new byte[32]);

    [Fact]
    public void Any_utf8_gives_steps_or_faults_and_never_throws()
    {
        var body = Some.Steps(Some.Step("a", "model", """ "usage":{"input":1},"messages":[{"role":"user","content":"x"}],"events":[{"time":"2026-02-11T10:15:00Z","name":"e"}],"error":{"type":"t"} """));
        var mutated = from at in Gen.Choose(0, body.Length - 1)
                      from to in Gen.Choose(at, Math.Min(at + 12, body.Length))
                      from put in Gen.Elements("", "\"", "{", "}", "[", "]", ",", ":", "null", "1", "\\u0000", "\\ud800", "é", "\"steps\":", "\u0001")
                      select body[..at] + put + body[to..];
        Prop.ForAll(mutated.ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            using var payloads = new PooledBuffer(bytes.Length);
            var errors = StepsBody.Read(bytes, payloads, out var drafts);
            RunDeclarationBody.Read(bytes, out _);
            RunEndBody.Read(bytes, out _);
            if (errors.Count > 0) return;

            // What is read whole has payloads that are JSON, and as many steps as were sent.
            using var sent = JsonDocument.Parse(bytes);
            Assert.Equal(sent.RootElement.GetProperty("steps").GetArrayLength(), drafts.Count);
            foreach (var step in StepPreparation.Prepare(drafts, payloads, PriceBook.Embedded, Redactor))
            {
                if (!step.Payload.IsEmpty) JsonDocument.Parse(step.Payload).Dispose();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_body_cut_anywhere_has_a_fault()
    {
        var body = Encoding.UTF8.GetBytes(Some.Steps(Some.Step(more: "\"input\":{\"a\":[1,2]}")));
        using var payloads = new PooledBuffer(body.Length);
        for (var length = 0; length < body.Length; length++) Assert.NotEmpty(StepsBody.Read(body.AsSpan(0, length), payloads, out _));
    }

    [Fact]
    public void Previews_are_cut_between_characters_and_never_inside_a_secret()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", 300));
        var secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
        var body = Encoding.UTF8.GetBytes(Some.Steps(Some.Step(more: $"\"input\":\"{emoji}\",\"output\":\"{new string('x', 180)} {secret}\"")));
        using var payloads = new PooledBuffer(body.Length);
        StepsBody.Read(body, payloads, out var drafts);
        var step = Assert.Single(StepPreparation.Prepare(drafts, payloads, PriceBook.Embedded, Redactor));
        Assert.Equal(emoji[..200], step.InputPreview);
        Assert.DoesNotContain("ghp_", step.OutputPreview, StringComparison.Ordinal);
    }

    [Fact]
    public void Cursors_round_trip_and_everything_else_is_none()
    {
        var cursor = new Store.Runs.RunCursor(Core.Time.UnixTime.FromNanoseconds(1770804900000000001), Core.Scope.RunId.Parse("a:b.c-d_e"));
        Assert.Equal(cursor, RunCursorText.Read(RunCursorText.Write(cursor)));
        foreach (var text in (string[])["", "!", "AAAA", "MTIz", "LTEvYQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5L2E"]) Assert.Null(RunCursorText.Read(text));
    }
}
