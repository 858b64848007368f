namespace Fabrik.Cli.Terminal;

/// <summary>One cell; its text is cleaned when it is laid out.</summary>
internal readonly record struct Cell(string Text, Style Style = Style.Plain)
{
    public static implicit operator Cell(string text) => new(text);
}
