using System.CommandLine;
using System.Text;
using Fabrik.Cli.Verbs;

namespace Fabrik.Cli.Help;

/// <summary>A verb's help: its purpose in a line, examples, then what it takes.</summary>
internal static class HelpText
{
    public static string Render(Command command, int width)
    {
        var text = new StringBuilder();
        text.AppendJoin('\n', Wrapped(command.Description ?? "", width)).Append("\n\n");
        if (command is Verb { Examples.Count: > 0 } verb)
        {
            Section(text, "Examples", verb.Examples.Select(e => (e.Command, e.Meaning)), width);
        }

        text.Append("Usage\n  ").Append(Usage(command)).Append("\n\n");
        Section(text, "Verbs", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? "")), width);
        Section(text, "Arguments", command.Arguments.Where(a => !a.Hidden).Select(a => (a.HelpName ?? a.Name, a.Description ?? "")), width);
        Section(text, "Options", command.Options.Where(o => !o.Hidden && !o.Recursive).Select(Row), width);
        Section(text, "Everywhere", CommonOptions.All.Select(Row).Append(("--help, -h", "Show this")), width);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static (string Name, string Meaning) Row(Option option)
    {
        var name = string.Join(", ", option.Aliases.Prepend(option.Name).Distinct(StringComparer.Ordinal).OrderByDescending(a => a.Length));
        return (option.HelpName is { } value ? $"{name} {value}" : name, option.Description ?? "");
    }

    private static string Usage(Command command)
    {
        var words = new List<string>();
        for (Symbol? at = command; at is Command c; at = c.Parents.FirstOrDefault()) words.Insert(0, c is RootCommand ? "fabrik" : c.Name);
        if (command.Subcommands.Count > 0) words.Add("VERB");
        words.AddRange(command.Arguments.Select(a =>
            a.Arity.MinimumNumberOfValues == 0 ? $"[{a.HelpName ?? a.Name}]" : a.HelpName ?? a.Name));
        words.Add("[options]");
        return string.Join(' ', words);
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Name, string Meaning)> rows, int width)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        var column = Math.Min(all.Max(r => r.Name.Length), Math.Max(24, width / 2)) + 2;
        text.Append(title).Append('\n');
        foreach (var (name, meaning) in all)
        {
            text.Append("  ").Append(name);
            // A name that is too long gets its meaning on the next line.
            if (name.Length >= column) text.Append("\n  ").Append(' ', column);
            else text.Append(' ', column - name.Length);
            text.AppendJoin("\n  " + new string(' ', column), Wrapped(meaning, Math.Max(20, width - column - 2))).Append('\n');
        }

        text.Append('\n');
    }

    private static List<string> Wrapped(string meaning, int width)
    {
        List<string> lines = [""];
        foreach (var word in meaning.Split(' '))
        {
            if (lines[^1].Length == 0) lines[^1] = word;
            else if (lines[^1].Length + 1 + word.Length <= width) lines[^1] += " " + word;
            else lines.Add(word);
        }

        return lines;
    }
}
