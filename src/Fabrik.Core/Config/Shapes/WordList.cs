namespace Fabrik.Core.Config.Shapes;

internal static class WordList
{
    private const int MostShown = 12;

    public static string OneOf(IReadOnlyCollection<string> words) => words.Count switch
    {
        0 => "nothing",
        1 => words.First(),
        _ => $"one of {string.Join(", ", words.Take(MostShown))}{(words.Count > MostShown ? ", …" : "")}",
    };
}
