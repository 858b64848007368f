using Fabrik.Laos.Sources.Sentry;
using Fabrik.Laos.Tests.Doubles.Sentry;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Sources.Sentry;

public sealed class SentrySearchTests
{
    private static readonly FsCheck.Config Thorough = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static Arbitrary<string> Values { get; } =
        Gen.Elements("\"", "\\", "*", " ", ":", "tags[x]:", "OR", "(", ")", "!", "a", "run-1", "\n", "é", "[", "]", "is:unresolved").ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Any_value_stays_inside_its_term_and_is_matched_by_it() => Check.One(Thorough, Prop.ForAll(Values, Values, (a, b) =>
    {
        var terms = SentryQuery.Parse(SentrySearch.Of([new("run_id", a), new("agent", b)]));

        return terms.Count == 2 && terms[0].Key == "run_id" && terms[1].Key == "agent" && SentryQuery.Matches(terms[0].Value, a) && SentryQuery.Matches(terms[1].Value, b);
    }));

    [Fact]
    public void A_value_that_needed_no_widening_matches_nothing_else() => Check.One(Thorough, Prop.ForAll(Values, Values, (a, b) =>
        SentrySearch.IsWidened(a) || a == b || !SentryQuery.Matches(SentryQuery.Parse(SentrySearch.Of([new("k", a)]))[0].Value, b)));

    [Theory]
    [InlineData("run_id", true)]
    [InlineData("fabrik.run:id-1", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a]:\"x\" OR tags[b", false)]
    public void Only_what_Sentry_keeps_is_a_key(string key, bool expected) => Assert.Equal(expected, SentrySearch.IsKey(key));
}
