using System.CommandLine;
using System.Globalization;
using System.Text;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Cli.Tests.Terminal;

public sealed class TerminalPropertyTests
{
    private static readonly Palette Plain = new(colour: false);

    /// <summary>Any UTF-16, lone surrogates too, with what terminals mind made likely.</summary>
    private static Gen<string> Texts { get; } = Gen.OneOf(
            ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString()),
            Gen.Elements("\e[31m", "\u202E", "\u2066", "\n", "\0", "漢", "👩‍👩‍👧", "e\u0301", "\u200B", "\uD83D", "plain ", "\t"))
        .ArrayOf().Select(string.Concat);

    [Fact]
    public void Clean_text_has_no_control_format_or_bidi_characters() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var clean = ForeignText.Clean(text);
        return clean.EnumerateRunes().All(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cleaning_twice_is_cleaning_once() => Prop.ForAll(Texts.ToArbitrary(), text =>
        ForeignText.Clean(ForeignText.Clean(text)) == ForeignText.Clean(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_fits_stays_whole_and_the_rest_never_exceeds_the_columns() => Prop.ForAll(
        Texts.ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (text, columns) =>
        {
            var clean = ForeignText.Clean(text);
            foreach (var fitted in (string[])[DisplayWidth.Fit(clean, columns), DisplayWidth.FitMiddle(clean, columns)])
            {
                if (DisplayWidth.Of(fitted) > columns) return false;
                if (DisplayWidth.Of(clean) <= columns && columns > 0 && fitted != clean) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_table_of_flexible_columns_never_exceeds_the_width() => Prop.ForAll(
        Texts.ArrayOf().ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (texts, columns, room) =>
        {
            // Eight columns each and the gaps are the least that a table needs.
            var width = (columns * 8) + ((columns - 1) * 2) + room;
            var table = new Table([.. Enumerable.Range(0, columns).Select(i => new Column($"c{i}", RightAligned: i % 2 == 1, Flexible: true))]);
            foreach (var row in texts.Chunk(columns).Where(r => r.Length == columns)) table.Add([.. row.Select(t => new Cell(t))]);
            return table.Render(width, Plain).TrimEnd('\n').Split('\n').All(l => DisplayWidth.Of(l) <= width);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_table_is_a_line_a_row_and_a_header_however_narrow() => Prop.ForAll(
        Texts.ArrayOf().ToArbitrary(), Gen.Choose(-5, 40).ToArbitrary(), (texts, width) =>
        {
            var table = new Table(new("id", Flexible: true, Id: true), new("n", RightAligned: true), new("extra", Droppable: true), new("says", Flexible: true));
            foreach (var text in texts) table.Add(text, text.Length.ToString(CultureInfo.InvariantCulture), text, text);
            return table.Render(width, Plain).Count(c => c == '\n') == texts.Length + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_time_in_any_unit_is_read_as_that_long() => Prop.ForAll(
        Gen.Choose(0, 100_000).ToArbitrary(), Gen.Elements("ms", "s", "m", "h", "d").ToArbitrary(), (number, unit) =>
        {
            var expected = unit switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            };
            return Since($"{number}{unit}") == (expected, 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_other_text_is_an_error_and_never_an_exception() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var (value, errors) = Since(text);
        return (value is null) == (errors > 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_have_three_digits_and_a_unit() => Prop.ForAll(ArbMap.Default.ArbFor<double>(), value =>
    {
        var text = Figures.Significant(value);
        return text.Length > 0 && text.TrimStart('-', '0', '.').Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).TrimEnd('0').Length <= (Math.Abs(value) < 1000 ? 3 : 400);
    }).QuickCheckThrowOnFailure();

    private static (TimeSpan? Value, int Errors) Since(string text)
    {
        var option = new Option<TimeSpan?>("--since") { CustomParser = DurationArgument.Parse };
        var parsed = new RootCommand { option }.Parse([$"--since={text}"]);
        return parsed.Errors.Count > 0 ? (null, parsed.Errors.Count) : (parsed.GetValue(option), 0);
    }
}
