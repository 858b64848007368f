using System.Xml;
using Fabrik.Core.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Reports;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("naïve 日本語 👩‍👧", "naïve 日本語 👩‍👧")]
    [InlineData("a\u202Eb", "a⟨U+202E⟩b")]
    [InlineData("a\u200Bb\uFEFF", "a⟨U+200B⟩b⟨U+FEFF⟩")]
    [InlineData("a\0\u001B", "a⟨U+0000⟩⟨U+001B⟩")]
    [InlineData("a\r\nb\nc\rd\te", "a⏎b⏎c⏎d e")]
    [InlineData("\u2028\u0085", "⟨U+2028⟩⟨U+0085⟩")]
    [InlineData("\uFFFE", "⟨U+FFFE⟩")]
    public void Shows_on_one_line(string text, string shown) => Assert.Equal(shown, VisibleText.Line(text));

    [Fact]
    public void Keeps_lines_and_tabs_where_there_are_many() => Assert.Equal("a\nb\tc\n\nd", VisibleText.Lines("a\r\nb\tc\r\n\nd"));

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() => Assert.Equal("a\uFFFDb", VisibleText.Line("a\uD800b"));

    [Fact]
    public void Gives_back_the_same_instance_when_nothing_is_hidden()
    {
        var text = new string("ünï".ToCharArray());
        Assert.Same(text, VisibleText.Line(text));
    }

    [Fact]
    public void Whatever_comes_in_XML_can_hold_what_comes_out() =>
        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                ArbMap.Default.GeneratorFor<char[]>().Select(c => new string(c)).ToArbitrary(),
                text =>
                {
                    XmlConvert.VerifyXmlChars(VisibleText.Lines(text));
                    return VisibleText.Line(VisibleText.Line(text)) == VisibleText.Line(text);
                }));
}
