namespace Fabrik.Laos.Load;

/// <summary>Looks for an option among a tool's arguments, in the forms <c>--name value</c>, <c>--name=value</c> and, for short ones, <c>-nvalue</c>.</summary>
internal static class ArgumentText
{
    public static bool Has(IReadOnlyList<string> arguments, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (arguments.Any(a => Names(a, name))) return true;
        }

        return false;
    }

    /// <summary>The last value given; null when the option is absent or has none.</summary>
    public static string? Value(IReadOnlyList<string> arguments, string name)
    {
        for (var i = arguments.Count - 1; i >= 0; i--)
        {
            if (arguments[i] == name) return i + 1 < arguments.Count ? arguments[i + 1] : null;
            if (Names(arguments[i], name)) return arguments[i][name.Length..].TrimStart('=');
        }

        return null;
    }

    private static bool Names(string argument, string name) =>
        argument == name
        || argument.StartsWith(name + "=", StringComparison.Ordinal)
        || (name is ['-', not '-'] && argument.StartsWith(name, StringComparison.Ordinal));
}
