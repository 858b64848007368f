
namespace Fabrik.Laos.Reports;

/// <summary>The forms of a lint report beside <see cref="LintJson"/>.</summary>
public enum LintFormat
{
    Json,
    Junit,
    Sarif,
    Markdown,
    Github,
    Html,
}
