namespace Fabrik.Server.Http;

/// <summary>Where a reader is in a body, composed to text only when something is wrong: <c>steps[3].events[1].time</c>.</summary>
internal struct BodyPath
{
    public string? List;
    public int Index;
    public string? Field;
    public int FieldIndex;
    public string? Inner;

    public BodyPath() => (Index, FieldIndex) = (-1, -1);

    public override readonly string ToString()
    {
        var list = Index < 0 ? List : $"{List}[{Index}]";
        var field = FieldIndex < 0 ? Field : $"{Field}[{FieldIndex}]";
        string?[] parts = [list, field, Inner];
        var path = string.Join('.', parts.Where(p => p is not null));
        return path.Length == 0 ? "body" : path;
    }
}
