using Fabrik.Laos.Sources.Selectors;
using Fabrik.Laos.Tests.Doubles;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Sources.Selectors;

public sealed class LabelSelectorTests
{
    private static readonly FsCheck.Config Thorough = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static Arbitrary<string> Texts { get; } =
        Gen.Elements("\"", "\\", "}", "{", ",", "=\"", "\n", "\r", "\t", "\u0001", "\u007f", "`", "run", "é", "😀", "} or up{").ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Values_read_back_as_themselves_and_names_stay_names() => Check.One(Thorough, Prop.ForAll(Texts, Texts, (a, b) =>
    {
        var read = SelectorText.Parse(LabelSelector.Of([new("run_id", a), new("x" + b, b)]));

        return read["run_id"] == a && read[LabelSelector.Name("x" + b)] == b;
    }));

    [Theory]
    [InlineData("fabrik.run_id", "fabrik_run_id")]
    [InlineData("9lives", "_9lives")]
    [InlineData("", "_")]
    public void Names_are_written_as_exporters_write_them(string name, string expected) => Assert.Equal(expected, LabelSelector.Name(name));
}
