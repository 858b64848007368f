namespace Fabrik.Server.Otlp;

internal static class GrpcExport
{
    public const int FrameBytes = 5;
}
