using System.Text;
using System.Text.RegularExpressions;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Loki;
using Fabrik.Laos.Sources.Tempo;
using Fabrik.Laos.Tests.Doubles;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Sources;

public sealed class QueryTextLawsTests
{
    private static readonly FsCheck.Config Check500 = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly string[] Pieces =
        ["\"", "\\", "`", "\n", "\r", "\0", "\u007f", "{", "}", "|", " or ", "=", "~", ".*", "(?i)", "[", "]", "é", "日", "\ud83d\ude80", "\ud83d", "\ufeff", "\u2028", "a", "run_id", " "];

    private static readonly Arbitrary<string> Texts =
        Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p)).Or(ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")).ToArbitrary();

    [Fact]
    public void A_quoted_text_reads_back_as_the_text() =>
        Check.One(Check500, Prop.ForAll(Texts, text => Assert.Equal(WellFormed(text), new QueryTokens(GoString.Quote(text)).Text())));

    [Fact]
    public void A_quoted_text_is_one_token() =>
        Check.One(Check500, Prop.ForAll(Texts, text =>
        {
            var tokens = new QueryTokens(GoString.Quote(text));
            tokens.Take();
            Assert.Equal(QueryTokenKind.End, tokens.Current.Kind);
        }));

    [Fact]
    public void An_attribute_keeps_its_name() =>
        Check.One(Check500, Prop.ForAll(Texts, name =>
        {
            var token = new QueryTokens(TraceQl.Attribute("span", name)).Take();
            Assert.Equal($"span.{name.Replace('\0', '\ufffd')}", token.Value);
        }));

    [Fact]
    public void A_pattern_matches_its_text_and_no_other() =>
        Check.One(Check500, Prop.ForAll(Texts, text =>
        {
            var pattern = new Regex($"\\A{GoString.Pattern(text)}\\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            Assert.Matches(pattern, text);
            Assert.DoesNotMatch(pattern, text + "x");
        }));

    [Fact]
    public void A_label_is_one_that_Loki_takes() =>
        Check.One(Check500, Prop.ForAll(Texts, name => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", LogQl.Label(name))));

    [Fact]
    public void The_names_of_JSON_fields_read_back() =>
        Check.One(Check500, Prop.ForAll(Texts, name =>
        {
            var tokens = new QueryTokens(LogQl.InJson([name], "v", "f"));
            foreach (var expected in (string[])["|=", "v", "|", "json", "f0", "="]) Assert.Equal(expected, tokens.Take().Value);
            var path = new QueryTokens(tokens.Text());
            path.Expect("[");
            Assert.Equal(WellFormed(name), path.Text());
        }));

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
