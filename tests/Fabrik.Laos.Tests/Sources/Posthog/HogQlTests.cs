using Fabrik.Laos.Sources.Posthog;
using Fabrik.Laos.Tests.Doubles.Posthog;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Sources.Posthog;

public sealed class HogQlTests
{
    private static readonly FsCheck.Config Thorough = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static Arbitrary<string> Texts { get; } =
        Gen.Elements("'", "\\", "`", "--", "/*", "\n", "\r", "\t", "\0", "{", "}", "OR 1=1", "run", "é", "%", ";").ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void A_text_reads_back_as_itself_and_ends_where_it_should() => Check.One(Thorough, Prop.ForAll(Texts, text =>
    {
        var (literal, at) = (HogQl.Text(text) + " OR rest", 0);
        return HogQlText.Literal(literal, ref at, '\'') == text && literal[at..] == " OR rest";
    }));

    [Fact]
    public void A_propertys_name_reads_back_as_itself() => Check.One(Thorough, Prop.ForAll(Texts, name =>
    {
        var (literal, at) = (HogQl.Property(name), "properties.".Length);
        return HogQlText.Literal(literal, ref at, '`') == name && at == literal.Length;
    }));
}
